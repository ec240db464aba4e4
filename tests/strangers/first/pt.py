# SPDX-License-Identifier: GPL-3.0-or-later
from kit import *

@doc('pt_po_01', 'pdf', 'purchase_order', [O('ECF 2026/118', date='2026-03-26', buyer='Cerâmica do Vouguinha, Lda.', supplier='Nordlicht Software GmbH', currency='EUR', total='4674.00', payment_terms='Factura 60 dias', delivery_date='2026-04-24', ship_to='Cerâmica do Vouguinha, Lda. | Zona Industrial, Lote 7 | 3999-001 Aguedela', number_alt=['2026/118', 'ECF.2026/118', 'ECF A/118'], payment_terms_alt=['60 dias'])], half='test', layout='primavera')
def _():
    c = RL('A4', 'Helvetica', 8.5)
    c.t(15, 18, 'Cerâmica do Vouguinha, Lda.', 13, b=True).t(15, 23, 'Zona Industrial, Lote 7\n3999-001 Aguedela\nTelef. 234 555 010\nContribuinte Nº 509 999 111', 7.5)
    c.box(110, 30, 85, 28).t(113, 35, 'Exmo.(s) Sr.(s)', 7).t(113, 41, 'Nordlicht Software GmbH\nPolarstraße 14\n24103 Kiel\nAlemanha')
    c.t(15, 66, 'Encomenda a Fornecedor  ECF 2026/118', 12, b=True).r(195, 66, 'Original', 8)
    xs = [15, 45, 75, 105, 150]
    for x, h, v in zip(xs, ['V/ Nº Contrib.', 'Requisição', 'Moeda', 'Cond. Pagamento', 'Data'], ['DE299999991', 'RI 0442', 'EUR', 'Factura 60 dias', '26/03/2026']): c.t(x, 74, h, 7, b=True).t(x, 79, v)
    c.l(15, 81, 195)
    for x, h in [(15, 'Artigo'), (42, 'Descrição'), (108, 'Qtd.'), (122, 'Un.'), (135, 'Pr. Unitário'), (158, 'Desc.'), (170, 'IVA'), (180, 'Valor')]: c.t(x, 85, h, 7, b=True)
    c.l(15, 87, 195)
    for y, r in [(93, ('AUR.FORNO', 'Aurora Forno - licença anual', '2,00', 'UN', '1.500,00', '0,0', '23,00', '3.000,00')), (99, ('SERV.INST', 'Instalação e arranque', '8,00', 'H', '100,00', '0,0', '23,00', '800,00'))]:
        c.t(15, y, r[0]).t(42, y, r[1]).r(115, y, r[2]).t(122, y, r[3]).r(152, y, r[4]).r(166, y, r[5]).r(178, y, r[6]).r(195, y, r[7])
    c.t(42, 105, 'Data de entrega: 24/04/2026', 7.5)
    c.t(15, 215, 'Quadro Resumo do IVA\nTaxa 23,00     Incid. 3.800,00     IVA 874,00', 7.5)
    for i, (h, v) in enumerate([('Mercadoria/Serviços', '3.800,00'), ('Desconto Comercial', '0,00'), ('Portes', '0,00'), ('IVA', '874,00'), ('Total (EUR)', '4.674,00')]): c.t(135, 215 + 5 * i, h, 8, b=i == 4).r(195, 215 + 5 * i, v, 8, b=i == 4)
    c.t(15, 245, 'Local de descarga: Cerâmica do Vouguinha, Lda., Zona Industrial, Lote 7, 3999-001 Aguedela', 7.5).t(15, 280, 'Este documento não serve de fatura', 6.5)
    return c.out()

@doc('pt_po_02', 'pdf', 'purchase_order', [O('318', date='2026-08-04', buyer='Adega Regional de Monsanteiro, CRL', supplier='Nordlicht Software GmbH', currency='EUR', total='1845.00', payment_terms='Pronto Pagamento', quote_ref='AN-26-0244', number_alt=['318/2026', 'Nº 318'])], half='tune', layout='phc', skip=['ship_to', 'delivery_date'])
def _():
    return weasy(page('''<table class=w><tr><td><b>Adega Regional de Monsanteiro, CRL</b><br>Estrada das Vinhas 200<br>7999-300 Monsanteiro<br>NIF 501 888 777</td><td class=x><b>Encomenda Nº 318</b><br>Data: 04.08.2026</td></tr></table><p>Fornecedor: <b>Nordlicht Software GmbH</b> (nº 1093) — Polarstraße 14, 24103 Kiel, Alemanha<br>V/ proposta: AN-26-0244</p><table class="w l"><tr><th>Referência<th>Designação<th>Quantidade<th>Preço unitário<th>Total<tr><td>AUR-ADE<td>Aurora Adega, subscrição 12 meses<td>1<td>1.500,00<td>1.500,00</table><table class="l" style="margin:10mm 0 0 auto"><tr><td>Total Ilíquido<td>1.500,00<tr><td>IVA 23%<td>345,00<tr><th>Total do Documento<th>1.845,00 EUR</table><p>Condições de pagamento: Pronto Pagamento</p><p style="font-size:7pt">Processado por computador</p>''', 'body{font:9.5pt URW Gothic}.w{width:100%}.x{border:2px solid #648;border-radius:8px;padding:8px;width:35%}.l{border-collapse:collapse}.l td,.l th{border:1px solid #648;padding:4px 8px;text-align:left}'))

@doc('pt_po_03', 'pdf', 'purchase_order', [O('NE 2026/1482', date='2026-06-18', buyer='Município de Vale de Cortiços', supplier='Nordlicht Software GmbH', currency='EUR', total='14760.00', payment_terms='30 dias após a receção da fatura', quote_ref='AN-26-0190', bill_to='Município de Vale de Cortiços | Divisão Financeira | Praça da República | 7998-001 Vale de Cortiços', ship_to='Estaleiro Municipal | Rua do Sobreiro 45 | 7998-020 Vale de Cortiços', delivery_date='2026-08-31', number_alt=['2026/1482', 'Nota de Encomenda 2026/1482'], contract_ref_alt=['AD 77/2026', 'Ajuste direto 77/2026', '77/2026'])], half='test', layout='camara-municipal')
def _():
    def b(d):
        from docx.shared import Pt
        d.styles['Normal'].font.name = 'DejaVu Serif'; d.styles['Normal'].font.size = Pt(9)
        d.add_paragraph('MUNICÍPIO DE VALE DE CORTIÇOS\nCâmara Municipal – Setor de Aprovisionamento\nNIF 506 777 666')
        d.add_heading('Nota de Encomenda n.º NE 2026/1482', 2)
        table(d, [['Data', 'Compromisso n.º', 'Cabimento n.º', 'Procedimento', 'Classificação económica'], ['18/06/2026', '2026/2205', '2026/1990', 'Ajuste direto 77/2026', '07.01.08']])
        d.add_paragraph('\nFornecedor: Nordlicht Software GmbH, Polarstraße 14, 24103 Kiel, Alemanha\nV/ proposta AN-26-0190 de 01/06/2026')
        table(d, [['Qtd', 'Designação', 'Preço unit. (€)', 'Total (€)'], ['1', 'Aurora Águas, licenciamento anual', '9.000,00', '9.000,00'], ['3', 'Formação presencial (dia)', '1.000,00', '3.000,00'], ['', '', 'Subtotal', '12.000,00'], ['', '', 'IVA (23%)', '2.760,00'], ['', '', 'Total', '14.760,00']])
        d.add_paragraph('\nPrazo de entrega: até 31/08/2026\nLocal de entrega: Estaleiro Municipal, Rua do Sobreiro 45, 7998-020 Vale de Cortiços\nPagamento: 30 dias após a receção da fatura\nFaturar a: Município de Vale de Cortiços, Divisão Financeira, Praça da República, 7998-001 Vale de Cortiços')
        d.add_paragraph('É obrigatória a indicação do número de compromisso e da nota de encomenda na fatura (Lei n.º 8/2012).')
        d.add_paragraph('O Presidente da Câmara,\n\nBelmiro Falcato')
    return lo(docx(b), 'docx')

@doc('pt_po_04', 'pdf', 'purchase_order', [O('074418', date='2026-05-11', buyer='USINA BOA AURORA ACUCAR E ETANOL S/A', supplier='NORDLICHT SOFTWARE GMBH', currency='BRL', total='182450.00', payment_terms='28/56 DIAS', payment_terms_alt=['004 - 28/56 DIAS'], delivery_date='2026-06-30', bill_to='USINA BOA AURORA ACUCAR E ETANOL S/A | ROD SP 999 KM 12 | 14999-000 | CANAVIALIS SP', ship_to='USINA BOA AURORA - FILIAL 02 | FAZ SANTA RITA | 14998-000 | CANAVIALIS SP', quote_ref='AN-26-0112', quote_ref_alt=['003381', None])], half='test', layout='totvs-enscript')
def _():
    return enscript('''+------------------------------------------------------------------------------------------------+
| USINA BOA AURORA ACUCAR E ETANOL S/A            P E D I D O   D E   C O M P R A S              |
| ROD SP 999 KM 12 - CANAVIALIS - SP                                                             |
| CEP 14999-000  FONE (16) 5555-0100              NUMERO: 074418        1a. VIA     FOLHA: 1     |
| CNPJ 99.888.777/0001-66  IE 222.333.444.555     EMISSAO: 11/05/2026   MOEDA: BRL (R$)          |
+------------------------------------------------------------------------------------------------+
| FORNECEDOR: 009917/01 NORDLICHT SOFTWARE GMBH                                                  |
| POLARSTRASSE 14  24103 KIEL  ALEMANHA           CONTATO: H BRANDT  REF. COTACAO: AN-26-0112    |
+----+---------------+---------------------------------------+----+---------+-----------+--------+
|ITEM|CODIGO         |DESCRICAO                              |UM  |   QTDE  | VLR UNIT. |ENTREGA |
+----+---------------+---------------------------------------+----+---------+-----------+--------+
|0001|SW0000881      |AURORA USINA - LICENCA CORPORATIVA     |UN  |    1,00 |164.000,00 |30/06/26|
|0002|SV0000120      |IMPLANTACAO REMOTA (HORA)              |H   |   75,00 |    246,00 |30/06/26|
+----+---------------+---------------------------------------+----+---------+-----------+--------+
| TOTAL DAS MERCADORIAS: 182.450,00   FRETE: 0,00   IPI: 0,00   DESPESAS: 0,00   DESCONTOS: 0,00 |
|                                                            TOTAL GERAL R$:         182.450,00  |
+------------------------------------------------------------------------------------------------+
| COND. PAGAMENTO: 004 - 28/56 DIAS                                 SOLICITACAO: 118822 S.C.     |
| LOCAL DE ENTREGA : USINA BOA AURORA - FILIAL 02 - FAZ SANTA RITA - CANAVIALIS SP - 14998-000   |
| LOCAL DE COBRANCA: USINA BOA AURORA ACUCAR E ETANOL S/A - ROD SP 999 KM 12 - CANAVIALIS SP -   |
|                    14999-000                                                                   |
+------------------------------------------------------------------------------------------------+
| COMPRADOR: J. PRADELLA         GERENCIA: ____________         DIRETORIA: ____________          |
| NOTA: SO ACEITAREMOS A MERCADORIA SE NA NOTA FISCAL CONSTAR O NUMERO DO PEDIDO DE COMPRAS.     |
+------------------------------------------------------------------------------------------------+
''', '-f', 'Courier7')

@doc('pt_po_05', 'eml', 'purchase_order', [O('OC-77/2026', date='2026-10-20', date_alt=['2026-10-21'], buyer='Instituto Oceânico da Ria Longa', supplier='Nordlicht Software GmbH', currency='EUR', total='5900.00', payment_terms='trinta dias', delivery_date='2026-11-30', quote_ref='AN-26-0318', bill_to='Instituto Oceânico da Ria Longa | Tesouraria | Cais Novo 1 | 8999-010 Ria Longa')], half='tune', layout='mail-rtf-pt', format='eml-rtf')
def _():
    def u(s): return ''.join(c if ord(c) < 128 else '\\u%d?' % ord(c) for c in s)
    rtf = ('{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times New Roman;}}\\fs24\n' + u('''{\\b Instituto Oceânico da Ria Longa}\\par
\\par
{\\b ORDEM DE COMPRA N.º OC-77/2026}\\par
Data: 20 de outubro de 2026\\par
\\par
Fornecedor: Nordlicht Software GmbH, Polarstraße 14, 24103 Kiel\\par
V/ orçamento: AN-26-0318\\par
\\par
1. Aurora Bóias, rede de 12 estações: 4.900,00 EUR\\par
2. Acompanhamento remoto: 1.000,00 EUR\\par
{\\b Valor total: 5.900,00 EUR} (IVA autoliquidação)\\par
\\par
Entrega: 30/11/2026\\par
Condições de pagamento: trinta dias\\par
Faturação: Instituto Oceânico da Ria Longa, Tesouraria, Cais Novo 1, 8999-010 Ria Longa\\par
\\par
Constança Meireles\\par
Diretora\\par
''') + '}').encode('ascii')
    return eml('Secretariado IORL <secretariado@iorl.example>', 'vendas@nordlicht.example', 'Ordem de compra', 'Wed, 21 Oct 2026 10:10:10 +0100', client='outlook', charset='iso-8859-1', atts=[('Ordem de compra.rtf', rtf)], text='Bom dia,\n\nSegue em anexo a nossa ordem de compra.\n\nCom os melhores cumprimentos,\nSecretariado\n')

@doc('pt_non_01', 'pdf', 'quote', half='test', layout='orcamento-pt')
def _():
    c = RL('A4', 'Times-Roman', 10)
    c.t(20, 20, 'Nordlicht Software GmbH', 15, b=True).t(20, 35, 'Orçamento AN-26-0260\nData: 25/08/2026     Válido até: 25/09/2026\nCliente: Papelaria Ponte Velha, Lda. - Rua Direita 3, 3998-200 Aguedela').t(20, 65, '1  Aurora Loja, subscrição anual        2 x 310,00 EUR       620,00 EUR\n2  Configuração                         1 x 150,00 EUR       150,00 EUR\n\nTotal sem IVA  770,00 EUR\nTotal com IVA (23%)  947,10 EUR\n\nCondições de pagamento: 30 dias. Aguardamos a vossa encomenda.')
    return c.out()

@doc('pt_non_02', 'pdf', 'invoice', cited=['ENC 26/0774'], half='tune', layout='nota-credito-pt', cited_alt={'ENC 26/0774': ['26/0774']})
def _():
    return wk(page('''<h2>Nota de Crédito NC-26-0021</h2><p>Nordlicht Software GmbH, Polarstraße 14, 24103 Kiel — DE299999991</p><p>Cliente: Moagem Alvorada, S.A., Largo do Moinho 6, 2999-111 Trigal — NIF 502 333 444</p><p>Data: 09/09/2026<br>Referente à fatura FA-26-0955 de 03/08/2026<br>Encomenda do cliente: ENC 26/0774</p><table border=1 cellpadding=5 cellspacing=0><tr><td>Aurora Moagem, devolução de 1 posto<td>-420,00<tr><td>Total creditado EUR<td>-420,00</table>''', 'body{font:14px Liberation Sans}'))

@doc('pt_non_03', 'eml', 'other', half='test', layout='ausencia-pt', format='eml-text')
def _():
    return eml('Duarte Sequeira <duarte.sequeira@obrasdotejo.example>', 'vendas@nordlicht.example', 'Resposta automática: Encomenda 4500221 - estado', 'Mon, 3 Aug 2026 09:00:04 +0100', client='outlook', extra=[('Auto-Submitted', 'auto-replied'), ('X-Auto-Response-Suppress', 'All')], text='Encontro-me de férias até 21/08/2026. Para assuntos urgentes de compras contacte compras@obrasdotejo.example.\n\nDuarte Sequeira\n')

@doc('pt_non_04', 'pdf', 'other', half='test', layout='requisicao-interna-pt')
def _():
    return lo(docx(lambda d: [d.add_heading('REQUISIÇÃO INTERNA n.º RI-2026-0551', 1), d.add_paragraph('Hospital de Santa Iria – Serviço de Informática\nData: 14/04/2026 – Requisitante: Eng.ª Leonor Pascoal – Centro de custo 4402'), table(d, [['Artigo', 'Qtd', 'Valor estimado'], ['Software de gestão de equipamentos (fornecedor sugerido: Nordlicht Software)', '1', '9.500,00 €'], ['Total estimado', '', '9.500,00 €']]), d.add_paragraph('\nJustificação: substituição da solução atual.\nAprovação da chefia: ________   Aprovação da Direção: ________\nA preencher pelas Compras – n.º de encomenda: ________')]), 'docx')
