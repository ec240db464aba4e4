# SPDX-License-Identifier: GPL-3.0-or-later
import json,os,subprocess,tempfile,io,re,sys,shutil,base64
import openpyxl,openpyxl.styles,docx as _d,reportlab.pdfgen.canvas
from email.message import EmailMessage
from email.utils import format_datetime
from datetime import datetime,timezone,timedelta
OUT=os.environ['OUT']
DOCS=[]
F=['number','kind','revision','date','buyer','supplier','currency','total','payment_terms','quote_ref','contract_ref','bill_to','ship_to','delivery_date','billing_email']
def O(**k):
    o={f:None for f in F}; o['kind']='new'; o.update(k); return o
def doc(name,lang,layout,fmt,verdict,orders=(),cited=(),**extra):
    """decorator: the function returns (ext, bytes)"""
    def deco(fn):
        DOCS.append((name,fn,dict(verdict=verdict,orders=list(orders),cited_orders=list(cited),half='test',layout=layout,language=lang,format=fmt,**extra)))
        return fn
    return deco
def tmp(): return tempfile.mkdtemp(prefix='third_')
def weasy(html):
    d=tmp(); open(d+'/a.html','w').write('<meta charset=utf-8>'+html)
    subprocess.run(['nice','weasyprint',d+'/a.html',d+'/a.pdf'],check=True,stderr=subprocess.DEVNULL,env=dict(os.environ,SOURCE_DATE_EPOCH='1780000000'))
    return open(d+'/a.pdf','rb').read()
def wk(html,*opts):
    d=tmp(); open(d+'/a.html','w').write('<meta charset=utf-8>'+html)
    subprocess.run(['nice','wkhtmltopdf','-q',*opts,d+'/a.html',d+'/a.pdf'],check=True,stderr=subprocess.DEVNULL,env=dict(os.environ,QT_QPA_PLATFORM='offscreen'))
    return open(d+'/a.pdf','rb').read()
def soff(data,ext,to='pdf'):
    d=tmp(); open(d+'/a.'+ext,'wb').write(data)
    subprocess.run(['nice','soffice','-env:UserInstallation=file://'+d+'/p','--headless','--convert-to',to,'--outdir',d+'/o',d+'/a.'+ext],check=True,stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL)
    r=open(d+'/o/a.'+to.split(':')[0],'rb').read(); shutil.rmtree(d,ignore_errors=True); return r
def groff(src,*opts):
    ps=subprocess.run(['groff','-Tps','-K','utf8',*opts],input=src.encode(),stdout=subprocess.PIPE,check=True).stdout
    return subprocess.run(['ps2pdf','-','-'],input=ps,stdout=subprocess.PIPE,check=True).stdout
def rl(draw,size=None):
    from reportlab.pdfgen import canvas; from reportlab.lib.pagesizes import A4
    b=io.BytesIO(); c=canvas.Canvas(b,pagesize=size or A4,invariant=1); draw(c); c.save(); return b.getvalue()
def docx(build):
    import docx as D
    d=D.Document(); n=hash_(build.__name__+build.__code__.co_filename+str(build.__code__.co_firstlineno)[-1:])%4; st=d.styles['Normal']; st.font.name=['Liberation Sans','Liberation Serif','Liberation Sans Narrow','Liberation Sans'][n]; st.font.size=__import__('docx').shared.Pt([10,11,11,9.5][n]); build(d); b=io.BytesIO()
    d.core_properties.created=d.core_properties.modified=datetime(2026,1,1); d.save(b); return b.getvalue()
def dtable(d,rows,style='Table Grid',widths=None):
    from docx.shared import Cm
    t=d.add_table(rows=0,cols=len(rows[0])); t.style=style; t.autofit=False
    w=[min(max(max(len(x) for x in r[i].split('\n')) for r in rows),46)+(4 if len(rows[0])<7 else 2.5) for i in range(len(rows[0]))]; k=15.2/sum(w)
    for r in rows:
        c=t.add_row().cells
        for i,x in enumerate(r):
            c[i].text=x; c[i].width=Cm(w[i]*k)
    if len(rows[0])>6:
        for c in t._cells:
            for p in c.paragraphs:
                for q in p.runs: q.font.size=__import__('docx').shared.Pt(7)
    for i,c in enumerate(t.columns): c.width=Cm(w[i]*k)
    return t
def _widths(s):
    import openpyxl.utils as u
    for c in s.columns:
        # headings and remarks may run over
        v=[len(str(x.value)) for x in c if x.value is not None and not (isinstance(x.value,str) and (len(x.value)>34 or x.value.startswith('=') or (x.font and x.font.sz and x.font.sz>12)))]
        s.column_dimensions[u.get_column_letter(c[0].column)].width=max([10]+[min(n,36)+3 for n in v])
def xlsx(build):
    import openpyxl
    w=openpyxl.Workbook(); build(w,w.active); _widths(w.active); b=io.BytesIO(); w.save(b); return b.getvalue()
def eml(frm,to,subj,date,text=None,html=None,att=(),cc=None,extra=()):
    m=EmailMessage(); m['From']=frm; m['To']=to
    if cc: m['Cc']=cc
    m['Subject']=subj; m['Date']=date
    m['Message-ID']='<%08x.%s>'%(abs(hash_(subj+date)),'mail@'+re.search(r'@([\w.-]+)',frm)[1])
    for k,v in extra: m[k]=v
    if text is not None:
        m.set_content(text)
        if html: m.add_alternative(html,subtype='html')
    else: m.set_content(html,subtype='html')
    for fn,data in att:
        ty={'pdf':('application','pdf'),'docx':('application','vnd.openxmlformats-officedocument.wordprocessingml.document'),'xlsx':('application','vnd.openxmlformats-officedocument.spreadsheetml.sheet')}[fn.rsplit('.',1)[1]]
        m.add_attachment(data,maintype=ty[0],subtype=ty[1],filename=fn)
    i=0
    for p in m.walk():
        if p.is_multipart(): i+=1; p.set_boundary('----=_Part_%d_%08x'%(i,abs(hash_(subj))))
    return m.as_bytes()
def hash_(s):
    import zlib; return zlib.crc32(s.encode())
def run(pats=()):
    from concurrent.futures import ThreadPoolExecutor
    os.makedirs(OUT,exist_ok=True)
    def one(t):
        n,fn,l=t
        if pats and not any(p in n for p in pats): return
        try:
            ext,data=fn()
            for x in os.listdir(OUT):
                if x.rsplit('.',1)[0]==n: os.remove(OUT+'/'+x)
            open('%s/%s.%s'%(OUT,n,ext),'wb').write(data); json.dump(l,open('%s/%s.json'%(OUT,n),'w'),indent=1,ensure_ascii=False)
        except Exception as e: print('FAIL',n,repr(e)); import traceback; traceback.print_exc()
    with ThreadPoolExecutor(2) as ex: list(ex.map(one,DOCS))
