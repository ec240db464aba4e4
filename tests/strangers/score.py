#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""score.py [--program P] [--set DIR] [--half tune|test] [--list-failures] [--json]
Runs PROGRAM read --json on the documents, compares with the labels beside them.
A label's FIELD_alt lists other right values (null in it: 'not found' is right too); FIELD skipped where the label's or the order's
`skip` names it.  'loose': counted right, though far longer than what is printed (trailing sentences, a second address).  verdict_alt likewise.  cited_orders is compared where the verdict is no order."""
import argparse, json, os, re, subprocess, sys, unicodedata, collections
ORDER = {'purchase_order', 'order_change', 'order_cancellation', 'blanket_order', 'release'}
FIELDS = ['number','kind','revision','date','buyer','supplier','currency','total','payment_terms','quote_ref','contract_ref',
          'bill_to','ship_to','delivery_date','billing_email']
LEGAL = r"\b(gmbh ?& ?co\.? ?kg|gmbh|ggmbh|mbh|ag|kg|ohg|e\.? ?k\.?|eg|inc|incorporated|llc|l\.l\.c|ltd|limited|plc|corp|corporation|co|company|s\.? ?a\.? ?s\.?|sarl|s\.?a\.?r\.?l|s\.?a|s\.?l|s\.?l\.?u|s\.?p\.?a|s\.?r\.?l|s\.?n\.?c|b\.?v|n\.?v|vof|lda|crl|s/a)\b\.?"
def flat(v):
    if v is None: return ''
    if isinstance(v, dict): return ' '.join(flat(x) for x in v.values())
    if isinstance(v, list): return ' '.join(flat(x) for x in v)
    return str(v)
def norm(s):
    s = unicodedata.normalize('NFKC', flat(s)).replace('’', "'").casefold()
    s = re.sub(r'[|\n\r\t\u00a0]+', ' ', s)
    return re.sub(r'\s+', ' ', s).strip(' .,;:-–—#*|()[]"\'')
def firm(s): return re.sub(r'[\s.,]+', ' ', re.sub(LEGAL, ' ', norm(s))).strip(' -')
def tight(s): return re.sub(r'[^0-9a-z]', '', unicodedata.normalize('NFKD', norm(s)))
PC = [r'\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b', r'\b[A-Z]\d{2} [A-Z]{2}\d{2}\b', r'\b\d{4} [A-Z]{2}\b', r'\b\d{5}-\d{3}\b', r'\b\d{5}-\d{4}\b', r'\b\d{4}-\d{3}\b', r'\b\d{5}\b']
def postcode(s):
    for p in PC:
        m = re.findall(p, s)
        if m: return m[-1]
    return None
def equal(f, want, got):
    if f in ('buyer', 'supplier'):
        a, b = firm(want), firm(got)
        return bool(a and b) and (a in b or b in a)
    if f in ('bill_to', 'ship_to'):
        pc, g = postcode(want), tight(got)
        name = tight(firm(want.split('|')[0]))
        return name in tight(firm(flat(got))) and (pc is None or tight(pc)[:5] in g)
    if f == 'total':
        try: return abs(float(want) - float(flat(got))) < 0.005
        except ValueError: return False
    if f in ('number', 'quote_ref', 'contract_ref'): return tight(want) == tight(got)
    if f == 'revision':
        return norm(want).lstrip('0') == norm(got).lstrip('0')
    return norm(want) == norm(got)
def billing(d):
    it = d.get('invoice_to') or {}
    r = [it.get('value')] if it.get('how') == 'email' else []
    return r + [c.get('address') for c in d.get('contacts') or [] if c.get('role') == 'billing' and c.get('address')]
def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--program', default='build/purser'); ap.add_argument('--set', required=True, help='folder that a generate.py of these sets wrote')
    ap.add_argument('--half', choices=['tune', 'test']); ap.add_argument('--list-failures', action='store_true')
    ap.add_argument('--json', action='store_true'); ap.add_argument('--save', help='keep the raw output here'); ap.add_argument('--from', dest='src', help='score saved raw output instead of running')
    a = ap.parse_args()
    labels = {}
    for n in sorted(os.listdir(a.set)):
        if n.endswith('.json'):
            l = json.load(open(os.path.join(a.set, n)))
            if a.half and l['half'] != a.half: continue
            f = [x for x in os.listdir(a.set) if x.rsplit('.', 1)[0] == n[:-5] and not x.endswith('.json')]
            labels[f[0]] = l
    files = sorted(labels)
    if a.src: out = open(a.src).read()
    else:
        out = ''
        for i in range(0, len(files), 12):
            try:
                p = subprocess.run([a.program, 'read', '--json', '--our-domain', 'nordlicht.example', '--our-name', 'Nordlicht Software'] + [os.path.join(a.set, f) for f in files[i:i + 12]], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=500)
                out += p.stdout.decode('utf-8', 'replace')
            except subprocess.TimeoutExpired as e: out += (e.stdout or b'').decode('utf-8', 'replace') + '\n'
    if a.save: open(a.save, 'w').write(out)
    got = {}
    for ln in out.splitlines():
        try: d = json.loads(ln)
        except ValueError: continue
        if isinstance(d, dict) and d.get('file'): got[os.path.basename(d['file'])] = d
    loose, fails, cnt, tp, fp, fn, exact = [], [], collections.defaultdict(collections.Counter), 0, 0, 0, 0
    bylang = collections.defaultdict(collections.Counter)
    def fail(f, field, cls, w, g): fails.append({'file': f, 'field': field, 'class': cls, 'expected': w, 'got': g})
    for f in files:
        l, d = labels[f], got.get(f)
        if d is None or d.get('error'): fail(f, 'file', 'unread', l['verdict'], d and d.get('error')); d = d or {}
        v = d.get('verdict'); want, is_ = l['verdict'] in ORDER, v in ORDER
        tp += want and is_; fp += is_ and not want; fn += want and not is_
        ok = v == l['verdict'] or v in l.get('verdict_alt', [])
        exact += ok; bylang[l['language']]['verdict ok' if ok else 'verdict wrong'] += 1
        if not ok: fail(f, 'verdict', 'verdict', l['verdict'], v)
        if not want:
            if d.get('orders'): cnt['orders (none expected)']['spurious'] += 1; fail(f, 'orders', 'spurious', [], [o.get('number') for o in d['orders']])
            if 'cited_orders' not in l.get('skip', []):
                g = {tight(x): x for x in d.get('cited_orders') or []}; c = cnt['cited_orders']
                for x in l['cited_orders']:
                    al = [tight(y) for y in [x] + l.get('cited_alt', {}).get(x, [])]
                    hit = [y for y in al if y in g]
                    if hit: c['right'] += 1; g.pop(hit[0])
                    else: c['missing'] += 1; fail(f, 'cited_orders', 'missing', x, d.get('cited_orders'))
                for x in g.values(): c['spurious'] += 1; fail(f, 'cited_orders', 'spurious', None, x)
            continue
        os_ = list(d.get('orders') or [])
        for o in l['orders']:
            nums = [o['number']] + o.get('number_alt', [])
            hit = [g for g in os_ if any(g.get('number') and equal('number', n, g['number']) for n in nums)] or os_[:1]
            g = hit[0] if hit else {}
            if hit: os_.remove(hit[0])
            for fl in FIELDS:
                if fl in o.get('skip', []) or fl in l.get('skip', []): continue
                w = o.get(fl); alts = ([w] if w is not None else []) + o.get(fl + '_alt', []); c = cnt[fl]
                gv = billing(d) if fl == 'billing_email' else g.get(fl)
                void = not flat(gv).strip()
                none_ok = w is None or None in alts
                vals = [x for x in alts if x is not None]
                if void:
                    if none_ok: c['right (absent)'] += 1
                    else: c['missing'] += 1; bylang[l['language']]['field bad'] += 1; fail(f, fl, 'missing', w, None)
                    continue
                good = any(equal(fl, x, y) for x in vals for y in (gv if fl == 'billing_email' else [gv]))
                if good and fl in ('buyer', 'supplier', 'bill_to', 'ship_to') and all(len(tight(gv)) > 1.5 * len(tight(x)) + 4 for x in vals): c['loose'] += 1; loose.append({'file': f, 'field': fl, 'class': 'loose', 'expected': w, 'got': gv})
                if good: c['right'] += 1; bylang[l['language']]['field ok'] += 1
                elif not vals: c['spurious'] += 1; bylang[l['language']]['field bad'] += 1; fail(f, fl, 'spurious', None, gv)
                else: c['wrong'] += 1; bylang[l['language']]['field bad'] += 1; fail(f, fl, 'wrong', w, gv)
        for g in os_: cnt['orders (too many)']['spurious'] += 1; fail(f, 'orders', 'spurious', None, g.get('number'))
    P = tp / (tp + fp) if tp + fp else 0; R = tp / (tp + fn) if tp + fn else 0
    rep = {'half': a.half or 'all', 'files': len(files), 'is_order': {'precision': round(P, 3), 'recall': round(R, 3), 'tp': tp, 'fp': fp, 'fn': fn}, 'exact_verdicts': exact,
           'fields': {k: dict(v) for k, v in cnt.items()}, 'by_language': {k: dict(v) for k, v in sorted(bylang.items())}}
    if a.json:
        if a.list_failures: rep['failures'] = fails + loose
        print(json.dumps(rep, indent=1, ensure_ascii=False)); return
    print('half %s, %d files: is-an-order P %.3f R %.3f (tp %d fp %d fn %d), exact verdicts %d of %d' % (rep['half'], len(files), P, R, tp, fp, fn, exact, len(files)))
    print('%-24s %6s %6s %8s %9s %8s %6s %6s %6s' % ('field', 'right', 'wrong', 'missing', 'spurious', '(absent)', 'P', 'R', 'loose'))
    for k in FIELDS + [x for x in cnt if x not in FIELDS]:
        c = cnt[k]
        if not c: continue
        r, w, m, s = c['right'], c['wrong'], c['missing'], c['spurious']
        print('%-24s %6d %6d %8d %9d %8d %6s %6s %6d' % (k, r, w, m, s, c['right (absent)'], '%.2f' % (r / (r + w + s)) if r + w + s else '-', '%.2f' % (r / (r + w + m)) if r + w + m else '-', c['loose']))
    for k, v in sorted(bylang.items()): print('  %s %s' % (k, dict(v)))
    if a.list_failures:
        for x in fails + loose: print('%s\t%s\t%s\texpected %s\tgot %s' % (x['file'], x['field'], x['class'], json.dumps(x['expected'], ensure_ascii=False), json.dumps(x['got'], ensure_ascii=False)))
if __name__ == '__main__': main()
