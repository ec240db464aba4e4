# SPDX-License-Identifier: GPL-3.0-or-later
from lib import *
T='Nordlicht Software GmbH'
@doc('nl_01','nl','afas-inkooporder','pdf','purchase_order',[O(number='IO-20260377',date='2026-02-25',buyer='Hoogstra Zuiveltechniek B.V.',supplier=T,currency='EUR',total='9922.00',payment_terms='Binnen 30 dagen na factuurdatum',quote_ref='AN-26-0121',ship_to='Hoogstra Zuiveltechniek B.V. | Loods 2 | Melkweg 61 | 8999 AB Oosterwolda',bill_to='Hoogstra Zuiveltechniek B.V. | t.a.v. Crediteurenadministratie | Postbus 91 | 8998 ZZ Oosterwolda',delivery_date='2026-03-23',billing_email='facturen@hoogstra.example')])
def _():
    return 'pdf',weasy('''<style>@page{margin:20mm 18mm}body{font:9.5pt "URW Gothic"}td{padding:.8mm 3mm .8mm 0;vertical-align:top}.o{width:100%;border-collapse:collapse;margin-top:6mm}.o th{text-align:left;border-bottom:1.5pt solid #d35400}.o td{border-bottom:.3pt solid #ccc}.r{text-align:right!important}</style>
<table width=100%><tr><td style="width:60%">Nordlicht Software GmbH<br>Am Kaiserkai 31<br>20499 Hamburg<br>Duitsland<td><b>Hoogstra Zuiveltechniek B.V.</b><br>Melkweg 61<br>8999 AB Oosterwolda<br>KvK 99041772<br>BTW NL999041772B01</table>
<h1 style="color:#d35400;font-weight:400;margin-top:14mm">Inkooporder</h1>
<table><tr><td>Ordernummer<td>: IO-20260377<td style="padding-left:14mm">Crediteurnummer<td>: 21880<tr><td>Orderdatum<td>: 25-02-2026<td style="padding-left:14mm">Contactpersoon<td>: Wytze Algra<tr><td>Leverdatum<td>: 23-03-2026<td style="padding-left:14mm">Uw offerte<td>: AN-26-0121<tr><td>Betalingsconditie<td colspan=3>: Binnen 30 dagen na factuurdatum</table>
<table class=o><tr><th>Artikel<th>Omschrijving<th class=r>Aantal<th class=r>Prijs<th class=r>Bedrag<tr><td>SW-210<td>Polaris Zuivel, jaarlicentie lijn<td class=r>4<td class=r>€ 1.750,00<td class=r>€ 7.000,00<tr><td>SW-211<td>Koppeling weegbrug<td class=r>1<td class=r>€ 1.200,00<td class=r>€ 1.200,00
<tr><td colspan=4 class=r>Totaal exclusief btw<td class=r>€ 8.200,00<tr><td colspan=4 class=r>Btw hoog 21%<td class=r>€ 1.722,00<tr><td colspan=4 class=r><b>Totaal inclusief btw</b><td class=r><b>€ 9.922,00</b></table>
<table style="margin-top:10mm" width=100%><tr><td style="width:50%"><b>Afleveradres</b><br>Hoogstra Zuiveltechniek B.V.<br>Loods 2<br>Melkweg 61<br>8999 AB Oosterwolda<td><b>Factuuradres</b><br>Hoogstra Zuiveltechniek B.V.<br>t.a.v. Crediteurenadministratie<br>Postbus 91<br>8998 ZZ Oosterwolda<br>facturen@hoogstra.example</table>''')
def gem(d):
    d.add_paragraph('Gemeente Waterkeringen\nAfdeling Inkoop en Contractmanagement\nPostbus 300, 3399 AA Waterkeringen')
    d.add_paragraph('Nordlicht Software GmbH\nAm Kaiserkai 31\n20499 Hamburg')
    d.add_paragraph('Datum: 11 mei 2026\nOns kenmerk: Z26-004417\nVerplichtingnummer: 7100048812\nContract: RO-2024-ICT-09\nBehandeld door: mw. F. Benali')
    d.add_paragraph('Onderwerp: opdracht Polaris Begraafplaatsen').runs[0].bold=True
    d.add_paragraph('Geachte heer, mevrouw,')
    d.add_paragraph('Naar aanleiding van uw offerte AN-26-0351 van 28 april 2026 verstrek ik u hierbij opdracht voor de levering van:')
    dtable(d,[['Omschrijving','Aantal','Prijs excl. btw','Totaal excl. btw'],['Polaris Begraafplaatsen, abonnement 12 maanden','1','€ 5.400,00','€ 5.400,00'],['Datamigratie','1','€ 2.100,00','€ 2.100,00'],['Totaal opdracht excl. btw','','','€ 7.500,00']])
    d.add_paragraph('Op deze opdracht zijn de Algemene Inkoopvoorwaarden van de gemeente van toepassing; uw leveringsvoorwaarden worden uitdrukkelijk van de hand gewezen. De levering dient uiterlijk 15 juni 2026 gereed te zijn.')
    d.add_paragraph('U kunt uw factuur onder vermelding van het verplichtingnummer als e-factuur of pdf zenden aan crediteuren@waterkeringen.example. Betaling vindt plaats binnen 30 dagen na ontvangst van de factuur.')
    d.add_paragraph('Hoogachtend,\nnamens burgemeester en wethouders,\n\nF. Benali\nsenior inkoper')
@doc('nl_02','nl','gemeente-opdrachtbrief','pdf','purchase_order',[O(number='7100048812',date='2026-05-11',buyer='Gemeente Waterkeringen',supplier=T,currency='EUR',total='7500.00',payment_terms='binnen 30 dagen na ontvangst van de factuur',quote_ref='AN-26-0351',contract_ref='RO-2024-ICT-09',delivery_date='2026-06-15',billing_email='crediteuren@waterkeringen.example')])
def _(): return 'pdf',soff(docx(gem),'docx')
@doc('nl_03','nl','betaalspecificatie-mail','eml-text','remittance',cited=['PO26-1044','PO26-1057'])
def _():
    return 'eml',eml('Betalingen Drechtsluis <betalingen@drechtsluis.example>','accounting@nordlicht.example','Betalingsspecificatie 2026-07-22','Wed, 22 Jul 2026 06:00:02 +0200','''Geachte relatie,

Op 22-07-2026 hebben wij onderstaande facturen aan u betaald.

Factuur        Factuurdatum   Ons ordernummer      Bedrag EUR
RE-26-1980     22-06-2026     PO26-1044              1.815,00
RE-26-1991     24-06-2026     PO26-1057                640,00
                              Totaal betaald         2.455,00

Rekening: NL** **** **** **51

Dit bericht is automatisch aangemaakt.
Drechtsluis Scheepsonderhoud B.V.
''')
@doc('nl_04','nl','bestelbon-be-xlsx','xlsx','purchase_order',[O(number='BB 2026-214',number_alt=['2026-214'],date='2026-04-07',buyer='Brouwerij Den Eikelaar NV',supplier=T,currency='EUR',total='3267.00',payment_terms='30 dagen einde maand',ship_to='Brouwerij Den Eikelaar NV | Kaai 5 | 9899 Nevelgem',delivery_date='2026-04-30')])
def _():
    from openpyxl.styles import Font,PatternFill
    def b(w,s):
        s.title='Blad1'; s['A1']='BROUWERIJ DEN EIKELAAR NV'; s['A1'].font=Font(bold=True,size=14,name='Georgia'); s['A2']='Kaai 5 - 9899 Nevelgem - BTW BE 0999.417.720'
        s['D4']='BESTELBON'; s['D4'].font=Font(bold=True,size=20)
        for a,v in {'A6':'Bestelbon nr.:','B6':'BB 2026-214','A7':'Datum:','B7':'7/04/2026','A8':'Gewenste leverdatum:','B8':'30/04/2026','A9':'Betaling:','B9':'30 dagen einde maand','D6':'Aan:','E6':'Nordlicht Software GmbH','E7':'Am Kaiserkai 31','E8':'DE-20499 Hamburg','A11':'Leveringsadres:','B11':'Brouwerij Den Eikelaar NV','B12':'Kaai 5','B13':'9899 Nevelgem'}.items(): s[a]=v
        for j,x in enumerate(['Omschrijving','Aantal','Eenheidsprijs','Totaal']):
            c=s.cell(15,1+j,x); c.fill=PatternFill('solid',fgColor='D9C29C')
        for i,r in enumerate([['Polaris Brouwerij, jaarabonnement',1,2200,'=B16*C16'],['Module accijnzen',1,500,'=B17*C17']]):
            for j,x in enumerate(r):
                c=s.cell(16+i,1+j,x)
                if j>1: c.number_format='€ #,##0.00'
        for i,(a,v) in enumerate([('Subtotaal','=SUM(D16:D22)'),('BTW 21 %','=ROUND(D24*0.21,2)'),('Totaal incl. BTW','=D24+D25')]):
            s.cell(24+i,3,a); c=s.cell(24+i,4,v); c.number_format='€ #,##0.00'
        s['A29']='Voor akkoord: Tine Verstraete'
    return 'xlsx',soff(xlsx(b),'xlsx','xlsx')
@doc('nl_05','nl','mail-persoon','eml-text','purchase_order',[O(number='26-0519',date='2026-08-26',date_alt=[None],buyer='Kwekerij Bloemendaal-Vos',buyer_alt=['Kwekerij Bloemendaal-Vos V.O.F.'],supplier=None,supplier_alt=['Nordlicht','Nordlicht Software','Nordlicht Software GmbH'],currency='EUR',total='1140.00',payment_terms=None,delivery_date='2026-09-14',bill_to=None,billing_email='administratie@bloemendaal-vos.example')],skip=['bill_to','ship_to'])
def _():
    return 'eml',eml('Sjoerd Vos <sjoerd@bloemendaal-vos.example>','orders@nordlicht.example','bestelling 26-0519','Wed, 26 Aug 2026 20:48:30 +0200','''Beste,

Graag bestellen wij bij jullie:

2x Polaris Kas, jaarlicentie, à € 495,00
1x sensorpakket software € 150,00

Samen € 1.140,00 ex btw. Ons bestelnummer is 26-0519.
Graag voor 14 september 2026 actief.

De factuur mag naar administratie@bloemendaal-vos.example

Groet,
Sjoerd Vos

Kwekerij Bloemendaal-Vos V.O.F.
Tuinlaan 112, 1499 XK Kassenburg
''')
@doc('nl_06','nl','goederenontvangst-melding','eml-html','other',cited=['4500091827'])
def _():
    return 'eml',eml('ERP Workflow <noreply-erp@vanderhelst.example>','orders@nordlicht.example','Ontvangst geboekt op inkooporder 4500091827','Fri, 12 Jun 2026 15:00:01 +0200',html='''<html><body><p>Geachte leverancier,</p><p>Op 12-06-2026 is de volgende ontvangst geboekt:</p><table border="1"><tr><td>Inkooporder</td><td>4500091827</td></tr><tr><td>Ontvangstbon</td><td>5000771204</td></tr><tr><td>Artikel</td><td>Polaris Drukkerij, 5 gebruikers</td></tr><tr><td>Besteld / ontvangen</td><td>5 / 5 ST</td></tr></table><p>U kunt nu factureren. Vermeld daarbij het inkoopordernummer.</p><p>Van der Helst Grafisch Bedrijf B.V.<br>Dit is een automatisch bericht, u kunt het niet beantwoorden.</p></body></html>''')
# ---- PT
@doc('pt_01','pt','phc-encomenda','pdf','purchase_order',[O(number='1093',number_alt=['Nº 1093','1093/2026'],date='2026-03-10',buyer='Metalúrgica Pinhal Novo do Vouga, Lda.',supplier=T,currency='EUR',total='4305.00',payment_terms='60 dias data factura',ship_to='Metalúrgica Pinhal Novo do Vouga, Lda. | Armazém B | Rua da Fundição, 45 | 3799-201 Aguadela',delivery_date='2026-04-06')])
def _():
    return 'pdf',wk('''<meta charset=utf-8><style>body{font-family:Liberation Serif;font-size:10pt}table{width:100%;border-collapse:collapse}td,th{padding:4px;vertical-align:top;text-align:left}.l th{border-top:2px solid;border-bottom:1px solid}</style>
<table><tr><td><b>Metalúrgica Pinhal Novo do Vouga, Lda.</b><br>Rua da Fundição, 45<br>3799-201 Aguadela<br>Contribuinte Nº 599 041 772<br>Capital Social 50.000 EUR</td><td><br><br><br>Exmo.(s) Sr.(s)<br>Nordlicht Software GmbH<br>Am Kaiserkai 31<br>20499 Hamburg<br>Alemanha</td></tr></table>
<h3>Encomenda a Fornecedor Nº 1093</h3><table class=l><tr><th>Data</th><th>Moeda</th><th>Cond. Pagamento</th><th>Data Entrega</th><th>V/ Ref.</th></tr><tr><td>10.03.2026</td><td>EUR</td><td>60 dias data factura</td><td>06.04.2026</td><td></td></tr></table><br>
<table class=l><tr><th>Referência</th><th>Designação</th><th>Qtd.</th><th>Un.</th><th>Pr. Unit.</th><th>Desc.</th><th>IVA</th><th>Total</th></tr><tr><td>LIC-POL-FRE</td><td>Polaris Fresagem, licença anual</td><td>7,00</td><td>UN</td><td>450,00</td><td>0,00</td><td>23</td><td>3.150,00</td></tr><tr><td>SRV-INST</td><td>Instalação remota</td><td>1,00</td><td>UN</td><td>350,00</td><td>0,00</td><td>23</td><td>350,00</td></tr></table>
<table style="width:45%;margin:60px 0 0 55%"><tr><td>Total ilíquido</td><td>3.500,00</td></tr><tr><td>Total IVA</td><td>805,00</td></tr><tr><td><b>Total EUR</b></td><td><b>4.305,00</b></td></tr></table>
<p>Local de descarga: Metalúrgica Pinhal Novo do Vouga, Lda., Armazém B, Rua da Fundição, 45, 3799-201 Aguadela</p><p style="font-size:7pt">Processado por computador. Este documento não serve de factura.</p>''')
@doc('pt_02','pt','pedido-cotacao-br','docx','request_for_quote')
def _():
    def b(d):
        d.add_heading('Pedido de Cotação nº 2026-0733',1)
        d.add_paragraph('Usina Santa Corália Açúcar e Álcool S.A. – CNPJ 99.041.772/0001-08\nRod. SP-399, km 71, Corália/SP, CEP 14999-000')
        d.add_paragraph('Data: 23/03/2026          Responder até: 30/03/2026 às 17h\nComprador: Wesley Tavares (compras@santacoralia.example)')
        d.add_paragraph('Fornecedor: Nordlicht Software GmbH')
        dtable(d,[['Item','Descrição','Qtde','Un','Preço unit.','IPI/ISS','Prazo'],['1','Licença Polaris Moagem','6','UN','','',''],['2','Treinamento remoto','16','H','','','']],'Table Grid')
        d.add_paragraph('Favor informar: condição de pagamento (padrão 28 DDL), validade da proposta e frete. Esta solicitação não constitui pedido de compra.')
    return 'docx',docx(b)
@doc('pt_03','pt','protheus-pedido-compra','eml-pdf','purchase_order',[O(number='048817',date='2026-05-19',buyer='Frigorífico Serra do Caju Ltda',buyer_alt=['FRIGORIFICO SERRA DO CAJU LTDA'],supplier=T,currency='BRL',total='46800.00',payment_terms='28 DDL',ship_to='FRIGORIFICO SERRA DO CAJU LTDA - FILIAL 02 | ROD BR-999 KM 12 | CAJUEIRO GO | 75999-000',bill_to='FRIGORIFICO SERRA DO CAJU LTDA | AV DAS PALMEIRAS 900 | CAJUEIRO GO | 75998-120',delivery_date='2026-06-08')])
def _():
    L='''+------------------------------------------------------------------------------------------------------+
| FRIGORIFICO SERRA DO CAJU LTDA              |  P E D I D O   D E   C O M P R A     Nr. 048817   1/1   |
| AV DAS PALMEIRAS 900                        |  Emissao: 19/05/2026                                    |
| CAJUEIRO GO  CEP 75998-120                  |  Moeda: REAIS (R$)                                      |
| CNPJ 99.417.720/0001-55                     |                                                         |
+------------------------------------------------------------------------------------------------------+
| Fornecedor: 004177/01  NORDLICHT SOFTWARE GMBH                                                       |
| Endereco..: AM KAISERKAI 31  20499 HAMBURG  ALEMANHA                                                 |
+------------------------------------------------------------------------------------------------------+
|Itm|Codigo    |Descricao do Material            |UM|  Quant.|  Valor Unit.|  Valor Total|Entrega   |CC  |
|---|----------|---------------------------------|--|--------|-------------|-------------|----------|----|
|01 |SV990012  |POLARIS FRIGO LICENCA ANUAL      |UN|    9,00|     4.200,00|    37.800,00|08/06/2026|2101|
|02 |SV990013  |IMPLANTACAO REMOTA               |H |   60,00|       150,00|     9.000,00|08/06/2026|2101|
+------------------------------------------------------------------------------------------------------+
| Local de Entrega : FRIGORIFICO SERRA DO CAJU LTDA - FILIAL 02                                        |
|                    ROD BR-999 KM 12  CAJUEIRO GO  CEP 75999-000                                      |
| Local de Cobranca: FRIGORIFICO SERRA DO CAJU LTDA                                                    |
|                    AV DAS PALMEIRAS 900  CAJUEIRO GO  CEP 75998-120                                  |
+------------------------------------------------------------------------------------------------------+
| Condicao de Pagto: 28 DDL                          | Total das Mercadorias:             46.800,00    |
| Tipo de Frete: CIF                                 | IPI: 0,00   Desconto: 0,00                      |
|                                                    | Total Geral:                       46.800,00    |
+------------------------------------------------------------------------------------------------------+
| Comprador: JOSIANE PRADO     | Gerencia: LIBERADO        | NOTA: So aceitaremos a mercadoria se na  |
|                              |                           | Nota Fiscal constar o numero do pedido.  |
+------------------------------------------------------------------------------------------------------+'''.split('\n')
    def d(c):
        for i,s in enumerate(L): c.setFont('Courier',8.2); c.drawString(30,540-i*11,s)
    return 'eml',eml('Josiane Prado <josiane.prado@serradocaju.example>','orders@nordlicht.example','PEDIDO DE COMPRA 048817','Tue, 19 May 2026 16:45:00 -0300','Boa tarde,\n\nSegue pedido de compra em anexo. Favor confirmar recebimento e data de entrega.\n\nAtt,\nJosiane Prado\nCompras\n',att=[('matr110_048817.pdf',rl(d,(842,595)))])
@doc('pt_04','pt','camara-nota-encomenda','pdf','purchase_order',[O(number='NE 2026/1177',number_alt=['2026/1177'],date='2026-07-02',buyer='Município de Vale do Alcaide',buyer_alt=['Câmara Municipal de Vale do Alcaide'],supplier=T,currency='EUR',total='7380.00',payment_terms='30 dias após a receção da fatura',quote_ref='AN-26-0560',contract_ref='AD-88/2026',contract_ref_alt=[None],ship_to='Estaleiro Municipal | Estrada da Ribeira | 6999-310 Vale do Alcaide',bill_to='Município de Vale do Alcaide | Secção de Contabilidade | Praça do Pelourinho, 1 | 6999-301 Vale do Alcaide',delivery_date='2026-07-31',billing_email='faturas@cm-valedoalcaide.example')])
def _():
    return 'pdf',weasy('''<style>@page{margin:16mm}body{font:9pt "Liberation Sans"}table{width:100%;border-collapse:collapse}td,th{border:.4pt solid #555;padding:1.3mm;text-align:left;vertical-align:top}.n td{border:0}.g{background:#eee;font-size:7.5pt}</style>
<table class=n><tr><td><b>MUNICÍPIO DE VALE DO ALCAIDE</b><br>Câmara Municipal · Aprovisionamento<br>Praça do Pelourinho, 1, 6999-301 Vale do Alcaide<br>NIPC 599 417 720<td style="text-align:right;font-size:14pt">Nota de Encomenda<br><b>NE 2026/1177</b></table>
<table><tr><td class=g>Fornecedor<td class=g>Data<td class=g>N.º compromisso<td class=g>Procedimento<tr><td>Nordlicht Software GmbH<br>Am Kaiserkai 31, 20499 Hamburg<td>02/07/2026<td>2026/4471<td>AD-88/2026<tr><td class=g colspan=2>Local de entrega<td class=g colspan=2>Prazo de entrega<tr><td colspan=2>Estaleiro Municipal<br>Estrada da Ribeira<br>6999-310 Vale do Alcaide<td colspan=2>31/07/2026</table><br>
<table><tr><th>Art.<th>Designação<th>Qtd.<th>Preço unit.<th>Valor s/ IVA<tr><td>1<td>Polaris Frota, subscrição anual, conforme V/ proposta AN-26-0560<td>1<td>5.000,00<td>5.000,00<tr><td>2<td>Formação<td>2<td>500,00<td>1.000,00<tr><td colspan=4 style="text-align:right">Subtotal<td>6.000,00<tr><td colspan=4 style="text-align:right">IVA 23%<td>1.380,00<tr><td colspan=4 style="text-align:right"><b>Valor total</b><td><b>7.380,00 €</b></table>
<p><b>Faturação:</b> Município de Vale do Alcaide, Secção de Contabilidade, Praça do Pelourinho, 1, 6999-301 Vale do Alcaide (faturas@cm-valedoalcaide.example). A fatura deve mencionar obrigatoriamente o número da nota de encomenda e do compromisso. <b>Condições de pagamento:</b> 30 dias após a receção da fatura.</p><p>O Vereador com competência delegada</p>''')
@doc('pt_05','pt','fatura-propria','eml-pdf','invoice',cited=['EF-2026/308'])
def _():
    pdf=weasy('''<style>body{font:10pt "URW Bookman"}td{padding:1mm 4mm 1mm 0}</style><h2>Nordlicht Software GmbH</h2><p>Am Kaiserkai 31, 20499 Hamburgo &middot; DE999888777</p><h3>Fatura RE-26-2577</h3><table><tr><td>Data<td>10/08/2026<tr><td>Vencimento<td>09/09/2026<tr><td>Cliente<td>Conservas Mar de Peniche Velho, S.A.<br>Doca Pesca, 2599-120 Peniche Velho<tr><td>Vossa encomenda<td>EF-2026/308 de 20/07/2026</table><hr><table><tr><td>Polaris Conserva, subscrição anual<td>1 x 6.200,00<td>6.200,00 EUR<tr><td><b>Total a pagar</b><td><td><b>6.200,00 EUR</b></table><p>Autoliquidação do IVA. Pagamento a 30 dias por transferência: IBAN DE02 1203 0000 0000 2020 51.</p>''')
    return 'eml',eml('Nordlicht Accounting <accounting@nordlicht.example>','contabilidade@mardepenichevelho.example','Fatura RE-26-2577','Mon, 10 Aug 2026 08:00:00 +0200','Exmos. Senhores,\n\nEm anexo a nossa fatura RE-26-2577 relativa à vossa encomenda EF-2026/308.\n\nCom os melhores cumprimentos\nNordlicht Software GmbH\n',att=[('RE-26-2577.pdf',pdf)])
@doc('pt_06','pt','requisicao-interna','xlsx','other')
def _():
    def b(w,s):
        s['A1']='Hospital de São Torcato – Requisição Interna'; s['A2']='(documento interno – sujeito a aprovação, não é encomenda)'
        for i,r in enumerate([['Requisição n.º','RI-26-0912'],['Data','14-09-2026'],['Serviço requisitante','Farmácia Hospitalar'],['Fornecedor sugerido','Nordlicht Software GmbH'],['Justificação','Fim do contrato do programa atual']]):
            for j,x in enumerate(r): s.cell(4+i,1+j,x)
        for i,r in enumerate([['Artigo','Quantidade','Custo estimado (€)'],['Polaris Farmácia, 8 postos',1,7200],['Total estimado',None,7200]]):
            for j,x in enumerate(r): s.cell(11+i,1+j,x)
        s['A16']='Visto do Diretor de Serviço: ______'; s['A17']='Cabimento: ______'; s['A18']='Aprovisionamento: ______'
    return 'xlsx',xlsx(b)
