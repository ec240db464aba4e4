/* SPDX-License-Identifier: GPL-3.0-or-later */
/* X12, EDIFACT and TRADACOMS: what messages say, and what becomes of broken and endless ones. */
#include "facts.h"

#define ISA                                                                     \
	"ISA*00*          *00*          *ZZ*BUYERID        *ZZ*SELLERID       " \
	"*260501*0930*U*00401*000000007*0*P*>~\n"                               \
	"GS*PO*BUYERID*SELLERID*20260501*0930*7*X*004010~\n"
#define IEA "GE*1*7~\nIEA*1*000000007~\n"

static const char ORDER_850[] = ISA "ST*850*0001~\n"
				    "BEG*00*NE*PO-2026-0815**20260501*CT-77~\n"
				    "CUR*BY*USD~\n"
				    "REF*PR*Q-1234~\n"
				    "PER*OC*Ada Lowe*TE*5551234567*EM*ada.lowe@buyer.example~\n"
				    "ITD*01*3*2**10**30~\n"
				    "DTM*002*20260615~\n"
				    "N1*BY*Northwind Turbines Inc~\n"
				    "N1*BT*Northwind Turbines Inc*92*0001~\n"
				    "N2*Accounts Payable~\n"
				    "N3*12 Mill Road*Suite 4~\n"
				    "N4*Springfield*OR*97477*US~\n"
				    "PER*AP**EM*ap@buyer.example~\n"
				    "N1*SE*Copper Kettle Ltd~\n"
				    "N1*ST*Northwind Plant 3~\n"
				    "N3*9 Dock Street~\n"
				    "N4*Eugene*OR*97401~\n"
				    "PO1*1*10*EA*12.5**VP*A-1~\n"
				    "N1*ST*Another place of one line~\n"
				    "DTM*002*20270101~\n"
				    "CTT*1~\n"
				    "AMT*TT*125~\n"
				    "SE*20*0001~\n" IEA;

static void
x12__an_order_states_its_fields_with_their_elements(void **state)
{
	struct document *d = read_string(ORDER_850, NULL);

	(void)state;
	assert_string_equal(d->media_type, "application/edi-x12");
	assert_null(d->why);
	assert_facts(d, "0 Document = purchase_order <x12:ST01>\n"
			"0 Number = PO-2026-0815 <x12:BEG03>\n"
			"0 Order kind = new <x12:ST01>\n"
			"0 Date = 2026-05-01 <x12:BEG05>\n"
			"0 Buyer = Northwind Turbines Inc <x12:N1*BY>\n"
			"0 Supplier = Copper Kettle Ltd <x12:N1*SE>\n"
			"0 Currency = USD <x12:CUR02>\n"
			"0 Total = 125 <x12:AMT*TT>\n"
			"0 Payment terms = 2% 10 Net 30 <x12:ITD>\n"
			"0 Quotation = Q-1234 <x12:REF*PR>\n"
			"0 Contract = CT-77 <x12:BEG06>\n"
			"0 Bill to = Northwind Turbines Inc, Accounts Payable, 12 Mill Road, Suite 4, "
			"Springfield, OR 97477, US "
			"<x12:N1*BT>\n"
			"0 Ship to = Northwind Plant 3, 9 Dock Street, Eugene, OR 97401 <x12:N1*ST>\n"
			"0 Delivery date = 2026-06-15 <x12:DTM02>\n"
			"0 Contact = buyer <x12:PER02>\n"
			"0 Contact name = Ada Lowe <x12:PER02>\n"
			"0 Contact mail = ada.lowe@buyer.example <x12:PER02>\n"
			"0 Contact phone = 5551234567 <x12:PER02>\n"
			"0 Contact = billing <x12:PER02>\n"
			"0 Contact mail = ap@buyer.example <x12:PER02>\n"
			"0 Line = 1 | A-1 | 10 | EA | 12.5 | <x12:PO1>\n");
	document_free(d);
}

/* PID without text, and PID outside a line */
static void
x12__a_line_keeps_its_article_where_words_are_missing(void **state)
{
	struct document *d =
	    read_string(ISA "ST*850*1~BEG*00*SA*4711**20260501~PID*F****Early~PO1*1*10*EA*12.5**VP*A-1~"
			    "PID*F~PID*F****Steel bolts~PID*F****~PO1*2*1*EA*3**VP*B-2~PID*S~CTT*2~"
			    "PID*F****Late~SE*9*1~" IEA,
		NULL);

	(void)state;
	assert_facts(d, "0 Document = purchase_order <x12:ST01>\n"
			"0 Number = 4711 <x12:BEG03>\n"
			"0 Order kind = new <x12:ST01>\n"
			"0 Date = 2026-05-01 <x12:BEG05>\n"
			"0 Line = 1 | A-1 Steel bolts | 10 | EA | 12.5 | <x12:PO1>\n"
			"0 Line = 2 | B-2 | 1 | EA | 3 | <x12:PO1>\n");
	document_free(d);
}

static void
x12__purpose_and_type_tell_changes_releases_and_cancellations(void **state)
{
	static const struct {
		const char *segments, *paper, *kind, *number, *revision;
	} cases[] = {
		{ "ST*850*1~BEG*01*SA*4711**20260501~SE*3*1~", "order_cancellation", "cancel", "4711", NULL },
		{ "ST*850*1~BEG*05*SA*4711**20260501~SE*3*1~", "order_change", "change", "4711", NULL },
		{ "ST*850*1~BEG*00*BK*4711**20260501~SE*3*1~", "purchase_order", "blanket", "4711", NULL },
		{ "ST*850*1~BEG*00*RL*4711*12*20260501~SE*3*1~", "purchase_order", "release", "4711", "12" },
		{ "ST*860*1~BCH*04*SA*4711**2*20260501~SE*3*1~", "order_change", "change", "4711", "2" },
		{ "ST*860*1~BCH*01*SA*4711**3*20260501~SE*3*1~", "order_cancellation", "cancel", "4711",
		    "3" },
		{ "ST*850*1~TFS*T2*TOR~SE*3*1~", "other", NULL, NULL, NULL },
		{ "ST*214*1~B10*1*2*3~SE*3*1~", "other", NULL, NULL, NULL },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = g_strconcat(ISA, cases[i].segments, IEA, NULL);
		struct document *d = read_string(text, "text/plain");

		check_facts(d);
		assert_string_equal(fact_of(d, 0, FACT_PAPER), cases[i].paper);
		assert_int_equal(g_strcmp0(fact_of(d, 0, FACT_ORDER_KIND), cases[i].kind), 0);
		assert_int_equal(g_strcmp0(fact_of(d, 0, FACT_NUMBER), cases[i].number), 0);
		assert_int_equal(g_strcmp0(fact_of(d, 0, FACT_REVISION), cases[i].revision), 0);
		document_free(d);
	}
}

static void
x12__answers_and_invoices_cite_the_order(void **state)
{
	static const char *const sets[][2] = { { "ST*855*1~BAK*00*AC*4711*20260501~SE*3*1~",
						   "order_confirmation" },
		{ "ST*865*1~BCA*00*AC*4711**1*20260501~SE*3*1~", "order_confirmation" },
		{ "ST*810*1~BIG*20260601*INV-9*20260501*4711~SE*3*1~", "invoice" },
		{ "ST*810*1~BIG*20260601*INV-9~IT1*1*2*EA*3~REF*PO*4711~TDS*600~SE*3*1~", "invoice" },
		{ "ST*856*1~BSN*00*1*20260601*0100~HL*1**S~HL*2*1*O~PRF*4711~SE*3*1~", "other" } };

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(sets); i++) {
		g_autofree char *text = g_strconcat(ISA, sets[i][0], IEA, NULL);
		struct document *d = read_string(text, NULL);

		check_facts(d);
		assert_string_equal(fact_of(d, 0, FACT_PAPER), sets[i][1]);
		assert_string_equal(fact_of(d, 0, FACT_CITED_ORDER), "4711");
		document_free(d);
	}
}

static void
x12__separators_are_those_of_the_header(void **state)
{
	static const char *const forms[] = {
		/* control bytes, trimmed blanks, line ends */
		("ISA\x1d"
		 "00\x1d"
		 "          \x1d"
		 "00\x1d"
		 "          \x1d"
		 "ZZ\x1d"
		 "A              \x1d"
		 "ZZ\x1d"
		 "B              \x1d"
		 "260501\x1d"
		 "0930\x1d"
		 "U\x1d"
		 "00401\x1d"
		 "000000007\x1d"
		 "0\x1d"
		 "P\x1d"
		 "\x1f"
		 "\x1cGS\x1dPO\x1c"
		 "ST\x1d"
		 "850\x1d"
		 "1\x1c"
		 "BEG\x1d"
		 "00\x1dSA\x1d"
		 "A*7~1\x1d\x1d"
		 "20260501\x1c"
		 "SE\x1d"
		 "1\x1d"
		 "1\x1c"),
		"ISA|00| |00| "
		"|ZZ|A|ZZ|B|260501|0930|U|00401|000000007|0|P|>\nGS|PO\nST|850|1\nBEG|00|SA|A*7~1||"
		"20260501\nSE|1|1\n",
		("\xef\xbb\xbfISA|00| |00| |ZZ|A|ZZ|B|260501|0930|U|00401|000000007|0|P|>!\r\n "
		 "GS|PO!\r\n\tST|850|1!\r\n"
		 "BEG|00|SA|A*7~1||20260501!\r\nSE|1|1"),
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
		struct document *d = read_string(forms[i], NULL);

		check_facts(d);
		assert_string_equal(d->media_type, "application/edi-x12");
		assert_string_equal(fact_of(d, 0, FACT_NUMBER), "A*7~1");
		assert_string_equal(fact_of(d, 0, FACT_DATE), "2026-05-01");
		document_free(d);
	}
}

static const char ORDERS[] =
    "UNA:+,? 'UNB+UNOC:3+4012345000009:14+4098765000002:14+260501:0930+9'"
    "UNH+1+ORDERS:D:96A:UN:EAN008'BGM+220+B-77?+1+9'DTM+137:20260501:102'DTM+2:202606150800:203'"
    "FTX+AAI+++Bitte vor 8 Uhr:anliefern'RFF+CT:RV-5'RFF+AAG:ANG-3'"
    "NAD+BY+4012345000009::9++Nordwind Turbinen GmbH+M\xfchlweg 1+Husum++25813+DE'"
    "CTA+OC+:Ada L\xf6we'COM+?+49 4841 1:TE+ada@kunde.example:EM'"
    "NAD+IV+++Nordwind Turbinen GmbH:Kreditoren+Postfach 7+Husum++25801+DE'COM+x@y.example:EM'"
    "NAD+SU+4098765000002::9+Kupferkessel AG:Ring 3:Ulm'CTA+OC+:Niemand'"
    "NAD+DP+++Werk 3+Kai 9+Husum++25813+DE'CUX+2:EUR:9'PAT+1++5:3:D:30'"
    "LIN+1++4000862141404:SRS'QTY+21:48'MOA+203:699,84'DTM+2:20270101:102'RFF+ON:NOT-CITED'"
    "UNS+S'MOA+86:1699,84'CNT+2:1'UNT+20+1'"
    "UNH+2+ORDCHG:D:96A:UN'BGM+230+AE-1+4'DTM+137:20260502:102'RFF+ON:B-77?+1'UNS+S'UNT+5+2'"
    "UNH+3+ORDERS:D:01B:UN'BGM+226+B-78:1:R2+9'DTM+137:260503:101'UNS+S'MOA+79:10'UNT+5+3'"
    "UNH+4+ORDERS:D:01B:UN'BGM+220+B-79+1'TAX+7+VAT'UNS+S'MOA+79:10'UNT+5+4'"
    "UNH+5+INVOIC:D:96A:UN'BGM+380+R-1+9'RFF+ON:B-77'FII+RB+DE89370400440532013000:K+DEUTDEFF'UNS+S'UNT+5+5'"
    "UNZ+5+9'";

static void
edifact__every_message_of_an_interchange_is_a_paper(void **state)
{
	struct document *d = read_string(ORDERS, NULL);

	(void)state;
	assert_string_equal(d->media_type, "application/edifact");
	assert_null(d->why);
	assert_facts(d,
	    "0 Document = purchase_order <edifact:UNH>\n"
	    "0 Number = B-77+1 <edifact:BGM>\n"
	    "0 Order kind = new <edifact:BGM>\n"
	    "0 Date = 2026-05-01 <edifact:DTM+137>\n"
	    "0 Buyer = Nordwind Turbinen GmbH <edifact:NAD+BY>\n"
	    "0 Supplier = Kupferkessel AG <edifact:NAD+SU>\n"
	    "0 Currency = EUR <edifact:CUX+2>\n"
	    "0 Total = 1699.84 <edifact:MOA>\n"
	    "0 Payment terms = Net 30 days <edifact:PAT>\n"
	    "0 Quotation = ANG-3 <edifact:RFF+AAG>\n"
	    "0 Contract = RV-5 <edifact:RFF+CT>\n"
	    "0 Bill to = Nordwind Turbinen GmbH, Kreditoren, Postfach 7, 25801 Husum, DE <edifact:NAD+IV>\n"
	    "0 Ship to = Werk 3, Kai 9, 25813 Husum, DE <edifact:NAD+DP>\n"
	    "0 Delivery date = 2026-06-15 <edifact:DTM+2>\n"
	    "0 Note = Bitte vor 8 Uhr anliefern <edifact:FTX>\n"
	    "0 Contact = buyer <edifact:CTA>\n"
	    "0 Contact name = Ada L\xc3\xb6we <edifact:CTA>\n"
	    "0 Contact mail = ada@kunde.example <edifact:CTA>\n"
	    "0 Contact phone = +49 4841 1 <edifact:CTA>\n"
	    "0 Line = 1 | 4000862141404 | 48 | | | 699.84 <edifact:LIN>\n"
	    "1 Document = order_change <edifact:UNH>\n"
	    "1 Number = B-77+1 <edifact:RFF+ON>\n"
	    "1 Order kind = change <edifact:BGM>\n"
	    "1 Date = 2026-05-02 <edifact:DTM+137>\n"
	    "1 Order reference = B-77+1 <edifact:RFF+ON>\n"
	    "2 Document = purchase_order <edifact:UNH>\n"
	    "2 Number = B-78 <edifact:BGM>\n"
	    "2 Order kind = release <edifact:BGM>\n"
	    "2 Revision = R2 <edifact:BGM>\n"
	    "2 Date = 2026-05-03 <edifact:DTM+137>\n"
	    "2 Total = 10 <edifact:MOA>\n"
	    "3 Document = order_cancellation <edifact:UNH>\n"
	    "3 Number = B-79 <edifact:BGM>\n"
	    "3 Order kind = cancel <edifact:BGM>\n"
	    "4 Document = invoice <edifact:UNH>\n"
	    "4 Number = R-1 <edifact:BGM>\n"
	    "4 Order reference = B-77 <edifact:RFF+ON>\n"
	    "4 Account = DE89370400440532013000 <edifact:FII>\n"
	    "4 BIC = DEUTDEFF <edifact:FII>\n");
	document_free(d);
}

static void
edifact__works_without_advice_without_envelope_and_by_lines(void **state)
{
	static const char *const forms[] = {
		"UNB+UNOA:1+A+B+260501:0930+9'UNH+1+ORDERS:D:96A:UN'BGM+220+4711+9'UNT+3+1'UNZ+1+9'",
		"UNH+1+ORDERS:D:96A:UN'\r\nBGM+220+4711+9'\r\nUNT+3+1",
		"UNB+UNOA:1+A+B+260501:0930+9\nUNH+1+ORDERS:D:96A:UN\nBGM+220+4711+9\nUNT+3+1\nUNZ+1+9\n",
		"UNA.*,# !UNB*UNOA.1*A*B!UNH*1*ORDERS.D.96A.UN!BGM*220*47#*11*9!UNT*3*1!UNZ*1*9!",
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
		struct document *d = read_string(forms[i], "text/plain");

		check_facts(d);
		assert_string_equal(d->media_type, "application/edifact");
		assert_string_equal(fact_of(d, 0, FACT_NUMBER), i == 3 ? "47*11" : "4711");
		document_free(d);
	}
}

static void
tradacoms__orders_have_the_parties_of_their_file(void **state)
{
	struct document *d = read_string(
	    "STX=ANA:1+5000000000001:CORNER SHOPS+5000000000002:JAM WORKS+260501+7'"
	    "MHD=1+ORDHDR:9'TYP=0430'SDT=5000000000002+JAM WORKS LTD'CDT=5000000000001+CORNER SHOPS "
	    "PLC'MTR=5'"
	    "MHD=2+ORDERS:9'CLO=5000000000003+SHOP 7+1 HIGH ST:YORK'ORD=981::260501'DIN=260508+++RING'MTR=5'"
	    "MHD=3+ORDERS:9'ORD=982::260501'MTR=3'MHD=4+ORDTLR:9'OFT=2'MTR=3'END=4'",
	    NULL);

	(void)state;
	assert_string_equal(d->media_type, "application/tradacoms");
	assert_facts(d, "0 Document = purchase_order <tradacoms:MHD>\n"
			"0 Number = 981 <tradacoms:ORD>\n"
			"0 Order kind = new <tradacoms:MHD>\n"
			"0 Date = 2026-05-01 <tradacoms:ORD>\n"
			"0 Buyer = CORNER SHOPS PLC <tradacoms:CDT>\n"
			"0 Supplier = JAM WORKS LTD <tradacoms:SDT>\n"
			"0 Ship to = SHOP 7, 1 HIGH ST, YORK <tradacoms:CLO>\n"
			"0 Delivery date = 2026-05-08 <tradacoms:DIN>\n"
			"0 Note = RING <tradacoms:DIN>\n"
			"1 Document = purchase_order <tradacoms:MHD>\n"
			"1 Number = 982 <tradacoms:ORD>\n"
			"1 Order kind = new <tradacoms:MHD>\n"
			"1 Date = 2026-05-01 <tradacoms:ORD>\n"
			"1 Buyer = CORNER SHOPS PLC <tradacoms:CDT>\n"
			"1 Supplier = JAM WORKS LTD <tradacoms:SDT>\n");
	document_free(d);
}

static void
edi__what_is_cut_off_keeps_whole_segments_and_says_so(void **state)
{
	const char *cut = strstr(ORDER_850, "0815") + 2;
	struct document *d = read_bytes(ORDER_850, (gsize)(cut - ORDER_850), NULL, NULL);

	(void)state;
	check_facts(d);
	assert_null(fact_of(d, 0, FACT_NUMBER)); /* never half a number */
	assert_string_equal(fact_of(d, 0, FACT_PAPER), "other");
	assert_string_equal(d->why, "it ends within a segment");
	document_free(d);
	cut = strstr(ORDER_850, "CUR*BY") + 2;
	d = read_bytes(ORDER_850, (gsize)(cut - ORDER_850), NULL, NULL);
	check_facts(d);
	assert_string_equal(fact_of(d, 0, FACT_NUMBER), "PO-2026-0815");
	assert_null(fact_of(d, 0, FACT_CURRENCY));
	document_free(d);
}

static void
edi__separators_that_cannot_be_told_are_damage(void **state)
{
	static const char *const bad[] = {
		"UNA++,? 'UNB+UNOA:1'UNH+1+ORDERS:D:96A:UN'BGM+220+1'",
		"UNA:+,?: 'UNB+UNOA:1'UNH+1+ORDERS:D:96A:UN'BGM+220+1'",
		"UNA:+,+ 'UNB+UNOA:1'UNH+1+ORDERS:D:96A:UN'BGM+220+1'",
		"ISA*00* *00* *ZZ*A*ZZ*B*260501*0930*U*00401*7*0*P**~GS*PO~ST*850*1~BEG*00*SA*1~",
		"ISA*00* *00* *ZZ*A*ZZ*B*260501*0930*U*00401*7*0*P*>>GS*PO>ST*850*1>BEG*00*SA*1>",
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
		struct document *d = read_string(bad[i], NULL);

		check_facts(d);
		assert_null(fact_of(d, 0, FACT_NUMBER));
		assert_int_not_equal(d->read, READ_STRUCTURED);
		document_free(d);
	}
}

static void
edi__endless_input_stays_in_bounds(void **state)
{
	static const struct {
		const char *head, *again;
		guint n;
	} cases[] = {
		{ ISA "ST*850*1~BEG*00*SA*4711~", "PO1*1~", 1000000 },
		{ ISA, "ST*850*1~BEG*00*SA*4711~SE*1*1~", 100000 },
		{ ISA "ST*810*1~BIG*20260101*1~", "REF*PO*4711~", 200000 },
		{ ISA "ST*850*1~BEG*00*SA*4711~", "PER*OC*A*EM*a@b.example~", 100000 },
		{ ISA "ST*850*1~BEG*00*SA*4711~N1*BT*A~", "N3*a street~", 100000 },
		{ ISA "ST*850*1~BEG*00*SA*4711~N1*BT*A", "*", 1000000 },
		{ ISA "ST*850*1~BEG*00*SA*4711~MSG*", "x", 1000000 },
		{ ISA "ST*850*1~BEG*00*SA*4711~", "MSG*hello~", 300000 },
		{ "UNB+UNOA:1+A+B'UNH+1+ORDERS:D:96A:UN'BGM+220+4711'", "NAD+BY+::::::::+:::'", 300000 },
		{ "UNB+UNOA:1+A+B'UNH+1+ORDERS:D:96A:UN'BGM+220+4711'CUX", "+2:XXX", 10000 },
		{ "UNB+UNOA:1+A+B'UNH+1+ORDERS:D:96A:UN'BGM+220+4711'FTX+AAI+++", "?", 60000 },
		{ "UNB+UNOA:1+A+B'", "UNA:+.? '", 300000 },
		{ "UNB+UNOA:1+A+B'", "UNH+1+ORDERS'", 300000 },
		{ "STX=ANA:1+A+B'", "MHD=1+ORDERS:9'", 300000 },
		{ "STX=ANA:1+A+B'MHD=1+ORDERS:9'", "CLO=1+A+B'", 300000 },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		GString *s = g_string_new(cases[i].head);
		struct document *d;

		for (guint k = 0; k < cases[i].n; k++)
			g_string_append(s, cases[i].again);
		d = read_bytes(s->str, s->len, NULL, NULL);
		check_facts(d);
		assert_true(d->facts->len < 10000);
		assert_true(d->facts->len > 0 || i == 11);
		document_free(d);
		g_string_free(s, TRUE);
	}
}

static void
edi__no_change_of_bytes_does_harm(void **state)
{
	(void)state;
	torture(ORDER_850, NULL);
	torture(ORDERS, NULL);
	torture(ORDERS, "application/edifact");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(x12__an_order_states_its_fields_with_their_elements),
		cmocka_unit_test(x12__a_line_keeps_its_article_where_words_are_missing),
		cmocka_unit_test(x12__purpose_and_type_tell_changes_releases_and_cancellations),
		cmocka_unit_test(x12__answers_and_invoices_cite_the_order),
		cmocka_unit_test(x12__separators_are_those_of_the_header),
		cmocka_unit_test(edifact__every_message_of_an_interchange_is_a_paper),
		cmocka_unit_test(edifact__works_without_advice_without_envelope_and_by_lines),
		cmocka_unit_test(tradacoms__orders_have_the_parties_of_their_file),
		cmocka_unit_test(edi__what_is_cut_off_keeps_whole_segments_and_says_so),
		cmocka_unit_test(edi__separators_that_cannot_be_told_are_damage),
		cmocka_unit_test(edi__endless_input_stays_in_bounds),
		cmocka_unit_test(edi__no_change_of_bytes_does_harm),
	};

	document_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
