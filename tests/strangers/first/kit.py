# SPDX-License-Identifier: GPL-3.0-or-later
"""What the documents of this set are made with. Everything in this folder is invented."""
import os, io, json, subprocess, tempfile, hashlib, pathlib, shutil
from email.message import EmailMessage
from email import policy
os.environ['SOURCE_DATE_EPOCH'] = '1767225600'
OUT = None
DOCS = []          # (name, ext, label, maker)
US = 'Nordlicht Software GmbH'
USI = 'Nordlicht Software Inc.'
FIELDS = ['number','kind','revision','date','buyer','supplier','currency','total','payment_terms','quote_ref',
          'contract_ref','bill_to','ship_to','delivery_date','billing_email']

def O(number, **k):
    o = {f: None for f in FIELDS}
    o['number'] = number; o['kind'] = 'new'
    for a, v in k.items():
        if a not in FIELDS and not a.endswith('_alt') and a != 'skip': raise KeyError(a)
        o[a] = v
    return o

def doc(name, ext, verdict, orders=(), cited=(), half='test', layout=None, language=None, format=None, **k):
    """decorator: the function makes the bytes; the arguments are the label"""
    def deco(fn):
        lab = {'verdict': verdict, 'orders': list(orders), 'cited_orders': list(cited), 'half': half,
               'layout': layout or name, 'language': language or name.split('_')[0], 'format': format or ext}
        lab.update(k)
        assert name not in [d[0] for d in DOCS], name
        DOCS.append((name, ext, lab, fn))
        return fn
    return deco

# ---- generators
def _run(cmd, inp=None, **k):
    p = subprocess.run(cmd, input=inp, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=180, **k)
    if p.returncode: raise RuntimeError('%s: %s' % (cmd[0], p.stderr.decode('utf-8', 'replace')[-800:]))
    return p.stdout

def page(body, css='', lang='en'):
    return '<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><title></title><style>%s</style></head><body>%s</body></html>' % (lang, css, body)

def weasy(html):
    from weasyprint import HTML
    return HTML(string=html).write_pdf()

def wk(html, *opts):
    return _run(['wkhtmltopdf', '-q', '--encoding', 'utf-8', *opts, '-', '-'], html.encode())

def chrome(html):
    with tempfile.TemporaryDirectory() as d:
        p = pathlib.Path(d, 'a.html'); p.write_text(html)
        _run(['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer', '--print-to-pdf-no-header',
              '--user-data-dir=' + d + '/prof', '--print-to-pdf=' + d + '/a.pdf', 'file://' + str(p)])
        return pathlib.Path(d, 'a.pdf').read_bytes()

def lo(data, ext, to='pdf'):
    with tempfile.TemporaryDirectory() as d:
        pathlib.Path(d, 'a.' + ext).write_bytes(data)
        _run(['soffice', '--headless', '-env:UserInstallation=file://' + d + '/profile', '--convert-to', to, '--outdir', d + '/o', d + '/a.' + ext])
        return next(pathlib.Path(d, 'o').iterdir()).read_bytes()

def groff(src, *opts):
    ps = _run(['groff', '-k', '-Tps', '-P-pa4', *opts], src.encode())
    return ps2pdf(ps)

def ps2pdf(ps):
    with tempfile.TemporaryDirectory() as d:
        a, b = d + '/a.ps', d + '/a.pdf'
        open(a, 'wb').write(ps)
        _run(['gs', '-q', '-dSAFER', '-dBATCH', '-dNOPAUSE', '-sDEVICE=pdfwrite', '-sOutputFile=' + b, a])
        return open(b, 'rb').read()

def enscript(text, *opts):
    ps = _run(['enscript', '-q', '-B', '-X', '88591', '-M', 'A4', *opts, '-p', '-'], text.encode('latin-1'))
    return ps2pdf(ps)

class RL:
    """reportlab, millimetres from the top left corner"""
    def __init__(s, size='A4', font='Helvetica', pt=9):
        from reportlab.pdfgen import canvas
        from reportlab.lib import pagesizes
        s.b = io.BytesIO(); s.W, s.H = pagesizes.A4 if size == 'A4' else pagesizes.letter
        s.c = canvas.Canvas(s.b, pagesize=(s.W, s.H), invariant=1); s.f, s.s = font, pt
    def t(s, x, y, txt, pt=None, b=False, font=None):
        f = font or s.f
        if b: f = {'Times-Roman': 'Times-Bold'}.get(f, f + '-Bold')
        for i, ln in enumerate(str(txt).split('\n')):
            s.c.setFont(f, pt or s.s); s.c.drawString(x * 2.8346, s.H - y * 2.8346 - i * (pt or s.s) * 1.25, ln)
        return s
    def r(s, x, y, txt, pt=None, b=False):
        f = s.f
        if b: f = {'Times-Roman': 'Times-Bold'}.get(f, f + '-Bold')
        s.c.setFont(f, pt or s.s); s.c.drawRightString(x * 2.8346, s.H - y * 2.8346, str(txt)); return s
    def l(s, x, y, x2, y2=None, w=.5):
        s.c.setLineWidth(w); y2 = y if y2 is None else y2
        s.c.line(x * 2.8346, s.H - y * 2.8346, x2 * 2.8346, s.H - y2 * 2.8346); return s
    def box(s, x, y, w, h, fill=None):
        s.c.setLineWidth(.6)
        if fill is not None: s.c.setFillGray(fill)
        s.c.rect(x * 2.8346, s.H - (y + h) * 2.8346, w * 2.8346, h * 2.8346, fill=fill is not None)
        s.c.setFillGray(0); return s
    def new(s): s.c.showPage(); return s
    def out(s): s.c.save(); return s.b.getvalue()

def rezip(b):
    """the same archive with fixed times"""
    import zipfile, re
    o = io.BytesIO()
    with zipfile.ZipFile(b) as i, zipfile.ZipFile(o, 'w', zipfile.ZIP_DEFLATED) as z:
        for n in i.namelist():
            data = i.read(n)
            if n == 'docProps/core.xml': data = re.sub(rb'(<dcterms:modified[^>]*>)[^<]*', rb'\g<1>2026-01-01T00:00:00Z', data)
            z.writestr(zipfile.ZipInfo(n, (2026, 1, 1, 0, 0, 0)), data)
    return o.getvalue()

def docx(build):
    import docx as D, datetime
    d = D.Document(); build(d)
    cp = d.core_properties; cp.created = cp.modified = datetime.datetime(2026, 1, 1); cp.author = ''
    b = io.BytesIO(); d.save(b); return rezip(b)

def table(d, rows, style='Table Grid', widths=None):
    t = d.add_table(rows=len(rows), cols=max(len(r) for r in rows))
    if style: t.style = style
    for i, r in enumerate(rows):
        for j, v in enumerate(r):
            t.cell(i, j).text = str(v)
            if widths:
                from docx.shared import Cm
                t.cell(i, j).width = Cm(widths[j])
    return t

def xlsx(build):
    import openpyxl, datetime
    w = openpyxl.Workbook(); build(w, w.active)
    w.properties.created = w.properties.modified = datetime.datetime(2026, 1, 1)
    b = io.BytesIO(); w.save(b); return rezip(b)

# ---- mail
def _h(*a, n=16): return hashlib.sha256('|'.join(map(str, a)).encode()).hexdigest()[:n]

def eml(frm, to, subj, date, text=None, html=None, atts=(), client='outlook', cte='quoted-printable', charset='utf-8',
        cc=None, refs=None, extra=(), inner=None):
    m = EmailMessage(policy=policy.SMTP)
    dom = frm.rsplit('@', 1)[1].strip('> ')
    h = _h(frm, subj, date)
    if client == 'outlook':
        m['Received'] = 'from mail-%s.outbound.protection.example (mail-%s.outbound.protection.example [198.51.100.%d]) by mx1.nordlicht.example (Postfix) with ESMTPS id %s for <orders@nordlicht.example>; %s' % (h[:6], h[:6], int(h[:2], 16) % 250 + 1, h[:10].upper(), date)
        m['Received'] = 'from DB9PR04MB%s.eurprd04.prod.outlook.example (2603:10a6:10:2c%s::14) by AM0PR04MB%s.eurprd04.prod.outlook.example with Microsoft SMTP Server (version=TLS1_2) id 15.20.8466.18; %s' % (h[0:4], h[1], h[4:8], date)
        mid = '<DB9PR04MB%s@DB9PR04MB%s.eurprd04.prod.outlook.example>' % (h.upper(), h[:4].upper())
    elif client == 'gmail':
        m['Received'] = 'by 2002:a05:6402:%s with SMTP id %s; %s' % (h[:4], h[4:14], date)
        mid = '<CAK%s+%s@mail.gmail.example>' % (h[:8], h[8:])
    elif client == 'apple':
        mid = '<%s-%s-4%s-A%s-%s@%s>' % (h[:8].upper(), h[8:12].upper(), h[1:4].upper(), h[4:7].upper(), _h(h, n=12).upper(), dom)
    elif client == 'thunderbird':
        mid = '<%s-%s-%s-%s-%s@%s>' % (h[:8], h[8:12], h[12:16], h[2:6], _h(h, n=12), dom)
    else:
        m['Received'] = 'from app-prod-07.%s (unknown [203.0.113.%d]) by mx1.nordlicht.example with ESMTP; %s' % (dom, int(h[:2], 16) % 250 + 1, date)
        mid = '<%s.%s.JavaMail.svc@app-prod-07.%s>' % (int(h[:8], 16), h[8:], dom)
    m['From'] = frm; m['To'] = to
    if cc: m['CC' if client == 'outlook' else 'Cc'] = cc
    m['Subject'] = subj; m['Date'] = date; m['Message-ID'] = mid
    if refs: m['References'] = refs; m['In-Reply-To'] = refs.split()[-1]
    if client == 'outlook':
        m['Thread-Topic'] = subj.split(': ')[-1]; m['Thread-Index'] = 'AQHb' + _h(h, 't', n=24)
        m['Accept-Language'] = 'en-US'; m['Content-Language'] = 'en-US'; m['X-MS-Has-Attach'] = 'yes' if atts else ''
        m['X-MS-Exchange-Organization-SCL'] = '-1'
    if client == 'apple': m['X-Mailer'] = 'Apple Mail (2.3774.400.31)'
    if client == 'thunderbird': m['User-Agent'] = 'Mozilla Thunderbird'
    for k, v in extra: m[k] = v
    if text is not None:
        m.set_content(text, charset=charset, cte=cte)
        if html: m.add_alternative(html, subtype='html', charset=charset, cte=cte)
    else:
        m.set_content(html, subtype='html', charset=charset, cte=cte)
    types = {'pdf': ('application', 'pdf'), 'docx': ('application', 'vnd.openxmlformats-officedocument.wordprocessingml.document'),
             'xlsx': ('application', 'vnd.openxmlformats-officedocument.spreadsheetml.sheet'), 'rtf': ('application', 'rtf'),
             'odt': ('application', 'vnd.oasis.opendocument.text'), 'png': ('image', 'png'), 'html': ('text', 'html'), 'ics': ('text', 'calendar')}
    for fn, data in atts:
        mt = types[fn.rsplit('.', 1)[1].lower()]
        if mt[0] == 'text': m.add_attachment(data.decode(), subtype=mt[1], filename=fn)
        else: m.add_attachment(data, *mt, filename=fn)
    if inner is not None:
        from email import message_from_bytes
        m.add_attachment(message_from_bytes(inner, policy=policy.SMTP), filename='original.eml')
    n = 0
    for p in m.walk():
        if p.get_content_maintype() == 'multipart' and p.get_boundary() is None:
            n += 1
            p.set_boundary({'outlook': '_%03d_%s_' % (n, h), 'gmail': '0000000000%s%02d' % (h, n), 'apple': 'Apple-Mail=_%s-%d' % (h.upper(), n)}.get(client, '----=_Part_%d_%s' % (n, h)))
    return m.as_bytes()

def tr(*cells, tag='td', cls=''):
    return '<tr%s>%s</tr>' % (' class="%s"' % cls if cls else '', ''.join('<%s>%s</%s>' % (tag, c, tag) for c in cells))

def build(out, only=None):
    pathlib.Path(out).mkdir(parents=True, exist_ok=True)
    bad = 0
    for name, ext, lab, fn in DOCS:
        if only and not any(o in name for o in only): continue
        try: data = fn()
        except Exception as e:
            print('FAILED', name, repr(e)[:600]); bad += 1; continue
        if isinstance(data, str): data = data.encode()
        pathlib.Path(out, name + '.' + ext).write_bytes(data)
        pathlib.Path(out, name + '.json').write_text(json.dumps(lab, indent=1, ensure_ascii=False) + '\n')
    return bad
