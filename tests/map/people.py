# SPDX-License-Identifier: GPL-3.0-or-later
"""Invented customers: two of each language and half; their people, mailboxes, addresses and portals."""
CUSTOMERS = {
    "tune": {
        "en": [("Bluefield Tools Ltd", "bluefield.example", "Grace Holloway", "accounts.payable", "14 Harbour Street", "Bristol BS1 4QA", ("SAP Ariba", "https://supplier.ariba.com/ad/register/SSOActions?anp=bluefield")),
               ("Cedar Ridge Labs Inc", "cedarridge.example", "Owen Mercer", "invoices", "2200 Lake Avenue", "Rochester, NY 14615", ("Coupa", "https://cedarridge.coupahost.com/sessions/supplier_login"))],
        "de": [("Nordwerk Technik GmbH", "nordwerk.example", "Sabine Krüger", "rechnungseingang", "Hafenstraße 12", "24103 Kiel", ("Tradeshift", "https://go.tradeshift.com/register/nordwerk")),
               ("Alpenglas AG", "alpenglas.example", "Katrin Vogel", "kreditoren", "Seeweg 3", "83022 Rosenheim", ("Basware", "https://portal.basware.com/open/alpenglas"))],
        "fr": [("Ateliers Morel SAS", "ateliers-morel.example", "Claire Dubois", "comptabilite", "18 rue des Forges", "69007 Lyon", ("Coupa", "https://morel.coupahost.com/suppliers")),
               ("Verrerie du Lac SA", "verrerie-lac.example", "Hélène Marchand", "factures", "4 avenue du Port", "74000 Annecy", ("Chorus Pro", "https://portail.chorus-pro.gouv.fr/verrerie"))],
        "es": [("Talleres Rioja SL", "talleresrioja.example", "Lucía Ortega", "proveedores", "Calle Mayor 21", "26001 Logroño", ("SAP Ariba", "https://s1.ariba.com/rioja")),
               ("Aceros del Norte SA", "acerosnorte.example", "Marta Iglesias", "facturacion", "Avenida del Puerto 5", "48001 Bilbao", ("Jaggaer", "https://app.jaggaer.com/aceros"))],
        "it": [("Officine Bassi Srl", "officinebassi.example", "Giulia Ferrari", "fatture", "Via Roma 14", "40121 Bologna", ("Jaggaer", "https://bassi.app.jaggaer.com/web/login")),
               ("Vetreria Adriatica SpA", "vetreria-adriatica.example", "Chiara Conti", "contabilita", "Via del Porto 8", "30121 Venezia", ("SAP Business Network", "https://service.ariba.com/adriatica"))],
        "nl": [("Waterland Machines BV", "waterland.example", "Marieke Bos", "crediteuren", "Havenweg 7", "1131 AB Volendam", ("Basware", "https://portal.basware.com/waterland")),
               ("Kempen Staal NV", "kempenstaal.example", "Lotte Claes", "facturen", "Industrielaan 44", "2300 Turnhout", ("Tradeshift", "https://go.tradeshift.com/kempen"))],
        "pt": [("Moldes do Lis Lda", "moldesdolis.example", "Inês Carvalho", "faturas", "Rua da Indústria 9", "2400-013 Leiria", ("Coupa", "https://lis.coupahost.com/suppliers")),
               ("Cortiças Alentejo SA", "corticasalentejo.example", "Marta Figueira", "contabilidade", "Avenida Central 30", "7000-001 Évora", ("SAP Ariba", "https://s1.ariba.com/alentejo"))],
    },
    "test": {
        "en": [("Kestrel Aviation Ltd", "kestrel-aviation.example", "Nadia Whitmore", "purchase.ledger", "5 Mill Lane", "Leeds LS2 7DJ", ("Tungsten", "https://portal.tungsten-network.com/kestrel")),
               ("Halcyon Foods Inc", "halcyonfoods.example", "Martin Beckett", "ap", "810 Orchard Road", "Portland, OR 97205", ("Jaggaer", "https://halcyon.app.jaggaer.com/supplier"))],
        "de": [("Rheinische Spezialchemie GmbH", "rheinchemie.example", "Petra Lindner", "invoice", "Am Kanal 27", "47119 Duisburg", ("SAP Ariba", "https://s1-eu.ariba.com/rheinchemie")),
               ("Tannhof Medizintechnik KG", "tannhof.example", "Ulrike Sommer", "buchhaltung", "Lindenallee 88", "72074 Tübingen", ("Coupa", "https://tannhof.coupahost.com/lieferanten"))],
        "fr": [("Laboratoires Aubrac SA", "labo-aubrac.example", "Sophie Lambert", "facturation", "27 boulevard Voltaire", "31000 Toulouse", ("Tradeshift", "https://go.tradeshift.com/aubrac")),
               ("Chantiers de l'Estuaire SAS", "chantiers-estuaire.example", "Nathalie Perrin", "fournisseurs", "9 quai de la Fosse", "44000 Nantes", ("SAP Business Network", "https://service.ariba.com/estuaire"))],
        "es": [("Textiles Montseny SA", "textilesmontseny.example", "Carmen Vidal", "contabilidad", "Carrer del Mar 40", "08003 Barcelona", ("Coupa", "https://montseny.coupahost.com/proveedores")),
               ("Bodegas Alhambra SL", "bodegasalhambra.example", "Pilar Navarro", "pagos", "Plaza Nueva 2", "18010 Granada", ("Basware", "https://portal.basware.com/alhambra"))],
        "it": [("Meccanica Brenta Srl", "meccanicabrenta.example", "Elena Moretti", "amministrazione", "Viale Europa 101", "35131 Padova", ("Coupa", "https://brenta.coupahost.com/fornitori")),
               ("Ceramiche Vietri SpA", "ceramichevietri.example", "Paola Greco", "fornitori", "Corso Umberto 15", "84019 Vietri sul Mare", ("Tradeshift", "https://go.tradeshift.com/vietri"))],
        "nl": [("Deltaworks Techniek BV", "deltaworks.example", "Sanne Visser", "administratie", "Kerkstraat 112", "3011 GA Rotterdam", ("SAP Ariba", "https://s1-eu.ariba.com/deltaworks")),
               ("Brabant Logistics NV", "brabantlog.example", "Anouk Peeters", "ap", "Stationsplein 6", "5211 AP Den Bosch", ("Coupa", "https://brabant.coupahost.com/leveranciers"))],
        "pt": [("Vidros do Mondego SA", "vidrosmondego.example", "Sofia Almeida", "contabilidade", "Rua do Brasil 77", "3030-175 Coimbra", ("Jaggaer", "https://mondego.app.jaggaer.com/fornecedores")),
               ("Conservas Atlântico Lda", "conservasatlantico.example", "Rita Monteiro", "fornecedores", "Largo do Porto 3", "4450-718 Leça da Palmeira", ("Basware", "https://portal.basware.com/atlantico"))],
    },
}


class Customer:
    def __init__(self, row):
        self.company, self.domain, self.name, box, self.street, self.town, (self.portal, self.url) = row
        self.box = f"{box}@{self.domain}"
        self.mail = self.address(self.name)
        self.old = f"old.{box}@{self.domain}"

    def address(self, name):
        flat = "".join({"ü": "ue", "é": "e", "è": "e", "í": "i", "ê": "e"}.get(c, c) for c in name.lower())
        return flat.replace(" ", ".") + "@" + self.domain
