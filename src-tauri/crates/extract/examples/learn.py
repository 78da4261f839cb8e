import json,sys,re,collections,random
sys.path.insert(0,'/work/shared/data')
import score_extract as S
import numpy as np, lightgbm as lgb
D='/work/shared/data/pages/manifest.jsonl'
man={json.loads(l)['id']:json.loads(l) for l in open(D)}
pages=[json.loads(l) for l in open('/tmp/bs7/dump.jsonl')]
def label(row,passages):
    t=row['truth']
    if not t.get('body') or row['trust']=='derived': return None
    truth=S.tokens(t['body']); deck=S.tokens(t.get('deck') or '')
    ts=collections.Counter(tuple(truth[i:i+4]) for i in range(max(1,len(truth)-3)))
    tset=set(ts)
    paras=set(tuple(S.tokens(p)) for p in t['body'].split('\n'))
    labs=[]
    for text,f in passages:
        k=S.tokens(text)
        if not k: labs.append((0,0)); continue
        if len(k)<4:
            labs.append((1.0 if tuple(k) in paras else 0.0, .3)); continue
        sh=[tuple(k[i:i+4]) for i in range(len(k)-3)]
        hit=sum(1 for s in sh if s in tset)/len(sh)
        labs.append((hit,1.0))
    return labs
data=[]
for p in pages:
    row=man[p['id']]
    labs=label(row,p['passages'])
    data.append((p,row,labs))
use=[(p,row,l) for p,row,l in data if l]
print(len(use),'pages', sum(len(p['passages']) for p,_,_ in use),'passages', len(use[0][0]['passages'][0][1]),'features')
sites=sorted(set(r['site'] for _,r,_ in use)); random.seed(1); random.shuffle(sites)
fold={s:i%5 for i,s in enumerate(sites)}
def mat(us):
    X=np.array([f for p,_,_ in us for _,f in p['passages']],dtype=np.float32)
    y=np.array([1 if l[0]>.5 else 0 for _,_,L in us for l in L])
    w=[]
    for p,_,L in us:
        tot=sum(len(S.tokens(t)) for (t,_),l in zip(p['passages'],L) if l[0]>.5) or 1
        for (t,_),l in zip(p['passages'],L):
            n=len(S.tokens(t)); w.append((0.15+min(1.0,20*n/tot)) )
    return X,y,np.array(w)
P=dict(objective='binary',learning_rate=.1,num_leaves=15,min_data_in_leaf=20,feature_fraction=.4,bagging_fraction=.7,bagging_freq=1,lambda_l2=5,verbose=-1,num_threads=2,seed=3)
def train(us,rounds=120):
    X,y,w=mat(us); return lgb.train(P,lgb.Dataset(X,y,weight=w),rounds)
def stage2(p,pr):
    # neighbours' probabilities
    n=len(pr); out=[]
    for i in range(n):
        g=lambda j: pr[j] if 0<=j<n else -1
        out.append([pr[i],g(i-1),g(i-2),g(i-3),g(i+1),g(i+2),g(i+3), max(pr[:i],default=-1),max(pr[i+1:],default=-1), np.mean(pr[max(0,i-8):i]) if i else -1, np.mean(pr[i+1:i+9]) if i+1<n else -1, sum(pr[:i]), sum(pr[i+1:])])
    return out
def predict(us_all,fn):
    preds={}
    for k in range(5):
        tr=[u for u in use if fold[u[1]['site']]!=k]
        m=train(tr)
        te=[u for u in us_all if fold.get(u[1]['site'],0)==k]
        for p,row,l in te:
            if not p['passages']: continue
            pr=m.predict(np.array([f for _,f in p['passages']],dtype=np.float32))
            preds[p['id']]=pr
    return preds
def write(preds,fn,th=.5):
    with open(fn,'w') as o:
        for p,row,l in data:
            pr=preds.get(p['id'])
            body='\n\n'.join(t for (t,_),q in zip(p['passages'],pr) if q>th) if pr is not None else ''
            o.write(json.dumps({'id':p['id'],'body':body})+'\n')
def main_():pass
if __name__=='__main__':
    # oracle
    with open('/tmp/bs7/p-oracle.jsonl','w') as o:
        for p,row,l in data:
            body='\n\n'.join(t for (t,_),q in zip(p['passages'],l) if q[0]>.5) if l else ''
            o.write(json.dumps({'id':p['id'],'body':body})+'\n')
    pr=predict(data,None)
    write(pr,'/tmp/bs7/p-1.jsonl')
    import pickle; pickle.dump(pr,open('/tmp/bs7/pr1.pkl','wb'))
