# SPDX-License-Identifier: GPL-3.0-or-later
import json, os, subprocess, re, base64, zlib, tempfile, shutil, sys
OUT = None
TODO = None
def want(name):
    return (TODO is None or name in TODO) and not (os.environ.get('SKIP') and any(os.path.exists(os.path.join(OUT, name + e)) for e in ('.pdf', '.eml', '.docx', '.xlsx', '.odt', '.txt', '.html')))
def p(n): return os.path.join(OUT, n)
def label(name, layout, lang, fmt, verdict, orders=(), cited=(), **kw):
    os_ = []
    for o in orders:
        d = dict(number=None, kind='new', revision=None, date=None, buyer=None, supplier=None, currency=None, total=None, payment_terms=None, quote_ref=None, contract_ref=None, bill_to=None, ship_to=None, delivery_date=None, billing_email=None)
        d.update(o); os_.append(d)
    l = dict(verdict=verdict, orders=os_, cited_orders=list(cited), half='tune', layout=layout, language=lang, format=fmt); l.update(kw)
    json.dump(l, open(p(name + '.json'), 'w'), indent=1, ensure_ascii=False); open(p(name + '.json'), 'a').write('\n')
def PO(name, layout, lang, fmt, number, date, buyer, supplier, currency, total, terms=None, verdict='purchase_order', top={}, **kw):
    label(name, layout, lang, fmt, verdict, [dict(number=number, date=date, buyer=buyer, supplier=supplier, currency=currency, total=total, payment_terms=terms, **kw)], **top)
def NON(name, layout, lang, fmt, verdict, cited=(), **kw): label(name, layout, lang, fmt, verdict, (), cited, **kw)
def page(css, body, size='A4', margin='15mm'):
    return '<!doctype html><html><head><meta charset="utf-8"><style>@page{size:%s;margin:%s} body{font-family:"Liberation Sans";font-size:9.5pt} table{border-collapse:collapse} td,th{vertical-align:top;text-align:left} .r{text-align:right} %s</style></head><body>%s</body></html>' % (size, margin, css, body)
def html2pdf(html, engine='weasy', landscape=False):
    t = tempfile.mkdtemp(); h = t + '/a.html'; o = t + '/a.pdf'
    open(h, 'w').write(html)
    if engine == 'weasy':
        import weasyprint; weasyprint.HTML(string=html).write_pdf(o, presentational_hints=True)
    elif engine == 'wk':
        subprocess.run(['nice', 'wkhtmltopdf', '-q', '-s', 'A4'] + (['-O', 'Landscape'] if landscape else []) + [h, o], check=False, stderr=subprocess.DEVNULL)
    elif engine == 'chrome':
        subprocess.run(['nice', 'chromium', '--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer', '--user-data-dir=' + t + '/c', '--print-to-pdf=' + o, h], check=False, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=120)
    elif engine == 'soffice':
        so(h, 'pdf:writer_web_pdf_Export', t, 'pdf')
    b = open(o, 'rb').read(); shutil.rmtree(t, True)
    return re.sub(rb'(/(?:CreationDate|ModDate) ?\(D:)\d{14}', rb'\g<1>20260101000000', b)
def so(src, to, outdir, ext, infilter=None):
    prof = tempfile.mkdtemp()
    subprocess.run(['nice', 'soffice', '-env:UserInstallation=file://' + prof, '--headless'] + (['--infilter=' + infilter] if infilter else []) + ['--convert-to', to, '--outdir', outdir, src], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=200)
    shutil.rmtree(prof, True)
def pdf(name, html, engine='weasy'):
    if want(name):
        b = html2pdf(html, engine); open(p(name + '.pdf'), 'wb').write(b)
def docx(name, html):
    if want(name):
        t = tempfile.mkdtemp(); h = t + '/' + name + '.html'; open(h, 'w').write(html); so(h, 'docx:MS Word 2007 XML', t, 'docx', 'HTML (StarWriter)'); fixzip(t + '/' + name + '.docx', p(name + '.docx')); shutil.rmtree(t, True)
def fixzip(a, b):
    import zipfile
    A = zipfile.ZipFile(a); B = zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED)
    for n in A.namelist():
        B.writestr(zipfile.ZipInfo(n, (2026, 1, 1, 0, 0, 0)), re.sub(rb'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', b'2026-01-01T00:00:00Z', A.read(n)) if n.startswith('docProps') else A.read(n), zipfile.ZIP_DEFLATED)
    B.close()
# hand written xlsx: cells {'A1': value}
def xlsx_bytes(cells, merges=(), sheet='Sheet1', widths=()):
    import zipfile, io
    from xml.sax.saxutils import escape
    rows = {}
    for k, v in cells.items():
        m = re.match(r'([A-Z]+)(\d+)', k); rows.setdefault(int(m[2]), []).append((m[1], v))
    x = ''
    for r in sorted(rows):
        x += '<row r="%d">' % r
        for c, v in sorted(rows[r], key=lambda t: (len(t[0]), t[0])):
            if isinstance(v, (int, float)): x += '<c r="%s%d"><v>%s</v></c>' % (c, r, v)
            elif isinstance(v, tuple): x += '<c r="%s%d" s="1"><v>%s</v></c>' % (c, r, v[0])
            else: x += '<c r="%s%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (c, r, escape(v))
        x += '</row>'
    cols = '<cols>' + ''.join('<col min="%d" max="%d" width="%s" customWidth="1"/>' % (i + 1, i + 1, w) for i, w in enumerate(widths)) + '</cols>' if widths else ''
    mg = '<mergeCells count="%d">' % len(merges) + ''.join('<mergeCell ref="%s"/>' % m for m in merges) + '</mergeCells>' if merges else ''
    N = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'; R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'; K = 'http://schemas.openxmlformats.org/package/2006/'
    H = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f = {'[Content_Types].xml': H + '<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>' % K,
         '_rels/.rels': H + '<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % (K, R),
         'xl/workbook.xml': H + '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="%s" sheetId="1" r:id="rId1"/></sheets></workbook>' % (N, R, sheet),
         'xl/_rels/workbook.xml.rels': H + '<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="%s/styles" Target="styles.xml"/></Relationships>' % (K, R, R),
         'xl/styles.xml': H + '<styleSheet xmlns="%s"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>' % N,
         'xl/worksheets/sheet1.xml': H + '<worksheet xmlns="%s">%s<sheetData>%s</sheetData>%s</worksheet>' % (N, cols, x, mg)}
    b = io.BytesIO(); z = zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED)
    for n in f: z.writestr(zipfile.ZipInfo(n, (2026, 1, 1, 0, 0, 0)), f[n])
    z.close(); return b.getvalue()
def xlsx(name, cells, **k):
    if want(name): open(p(name + '.xlsx'), 'wb').write(xlsx_bytes(cells, **k))
# bare PDF writer
class Canvas:
    F = {'C': 'Courier', 'CB': 'Courier-Bold', 'H': 'Helvetica', 'HB': 'Helvetica-Bold', 'T': 'Times-Roman', 'TB': 'Times-Bold', 'TI': 'Times-Italic', 'HO': 'Helvetica-Oblique'}
    def __init__(s, w=595, h=842): s.w, s.h, s.pages = w, h, [[]]
    def new(s): s.pages.append([])
    def t(s, x, y, text, f='H', z=9):
        for i, ln in enumerate(text.split('\n')):
            e = ln.replace('\\', r'\\').replace('(', r'\(').replace(')', r'\)')
            s.pages[-1].append('BT /%s %s Tf %.1f %.1f Td (%s) Tj ET' % (f, z, x, s.h - y - i * z * 1.2, e))
    def rt(s, x, y, text, f='H', z=9):  # right aligned, digits
        wd = sum(.6 if f[0] == 'C' else (.278 if c in '.,: ' else .556 if not c.isupper() else .69) for c in text) * z
        s.t(x - wd, y, text, f, z)
    def box(s, x, y, w, h, fill=None):
        s.pages[-1].append(('%s g %.1f %.1f %.1f %.1f re f 0 g' % (fill, x, s.h - y - h, w, h)) if fill else '%.1f %.1f %.1f %.1f re S' % (x, s.h - y - h, w, h))
    def line(s, x, y, X, Y): s.pages[-1].append('%.1f %.1f m %.1f %.1f l S' % (x, s.h - y, X, s.h - Y))
    def bytes(s):
        o = []; fl = list(s.F)
        n = len(s.pages); base = 3 + len(fl)
        o.append('<</Type/Catalog/Pages 2 0 R>>'); o.append('<</Type/Pages/Count %d/Kids[%s]>>' % (n, ' '.join('%d 0 R' % (base + 2 * i) for i in range(n))))
        for f in fl: o.append('<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>' % s.F[f])
        for i, pg in enumerate(s.pages):
            o.append('<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</Font<<%s>>>>/Contents %d 0 R>>' % (s.w, s.h, ''.join('/%s %d 0 R' % (f, 3 + j) for j, f in enumerate(fl)), base + 2 * i + 1))
            o.append(zlib.compress(('.5 w ' + '\n'.join(pg)).encode('cp1252', 'replace')))
        b = b'%PDF-1.4\n'; off = []
        for i, x in enumerate(o):
            off.append(len(b))
            b += b'%d 0 obj\n' % (i + 1) + (x.encode() if isinstance(x, str) else b'<</Length %d/Filter/FlateDecode>>stream\n' % len(x) + x + b'\nendstream') + b'\nendobj\n'
        xr = len(b); b += b'xref\n0 %d\n0000000000 65535 f \n' % (len(o) + 1) + b''.join(b'%010d 00000 n \n' % q for q in off)
        return b + b'trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % (len(o) + 1, xr)
def canv(name, c):
    if want(name): open(p(name + '.pdf'), 'wb').write(c.bytes())
def mono(text, w=595, h=842, z=9, x=36, y=40, lead=1.15, f='C'):
    c = Canvas(w, h)
    for k, pg in enumerate(text.split('\f')):
        if k: c.new()
        for i, ln in enumerate(pg.strip('\n').split('\n')):
            if ln.strip(): c.t(x, y + i * z * lead, ln, f, z)
    return c
def eml(frm, to, subject, date, text=None, html=None, att=(), extra='', mid='x'):
    from email.header import Header
    def hd(s): return s if s.isascii() else Header(s, 'utf-8').encode()
    def fr(s):
        m = re.match(r'(.*) <(.*)>$', s); return '%s <%s>' % (hd(m[1]), m[2]) if m else s
    def b64(b): return base64.encodebytes(b).decode()
    parts = []
    if text is not None: parts.append('Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n' + text.strip('\n') + '\n')
    if html is not None: parts.append('Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n' + b64(html.encode()))
    body = parts[0] if len(parts) == 1 else 'Content-Type: multipart/alternative; boundary="=_alt%s"\n\n' % mid + ''.join('--=_alt%s\n%s\n' % (mid, q) for q in parts) + '--=_alt%s--\n' % mid
    if att:
        ap = ''
        for fn, mt, b in att:
            if mt == 'message/rfc822': ap += '--=_mix%s\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n%s\n' % (mid, b.decode())
            else: ap += '--=_mix%s\nContent-Type: %s; name="%s"\nContent-Disposition: attachment; filename="%s"\nContent-Transfer-Encoding: base64\n\n%s' % (mid, mt, fn, fn, b64(b))
        body = 'Content-Type: multipart/mixed; boundary="=_mix%s"\n\n--=_mix%s\n%s\n%s--=_mix%s--\n' % (mid, mid, body, ap, mid)
    return ('From: %s\nTo: %s\nSubject: %s\nDate: %s\nMessage-ID: <%s@%s>\n%sMIME-Version: 1.0\n%s' % (fr(frm), fr(to), hd(subject), date, mid, re.search(r'@([\w.-]+)', frm)[1], extra, body)).encode()
def mail(name, *a, **k):
    if want(name): open(p(name + '.eml'), 'wb').write(eml(*a, mid=name, **k))
def tr(*c, tag='td'): return '<tr>' + ''.join('<%s%s>%s</%s>' % (tag, ' class=r' if str(x).startswith('>') else '', str(x).lstrip('>'), tag) for x in c) + '</tr>'
def th(*c): return tr(*c, tag='th')
