from learn import *
import pickle,time
pr1=pickle.load(open('/tmp/bs7/pr1.pkl','rb'))   # out of fold stage 1
# simple (slightly leaky) stacking: stage-1 oof preds of training pages come from models that saw the test fold's pages only as training: standard
def mat2(us):
    X=[];y=[];w=[]
    for p,_,L in us:
        pr=pr1[p['id']]
        s2=stage2(p,list(pr))
        tot=sum(len(S.tokens(t)) for (t,_),l in zip(p['passages'],L) if l[0]>.5) or 1
        for (t,f),l,e in zip(p['passages'],L,s2):
            X.append(f+e); y.append(1 if l[0]>.5 else 0)
            n=len(S.tokens(t)); w.append(0.15+min(1.0,20*n/tot))
    return np.array(X,dtype=np.float32),np.array(y),np.array(w)
preds={}
for k in range(5):
    tr=[u for u in use if fold[u[1]['site']]!=k and u[0]['passages']]
    X,y,w=mat2(tr); m=lgb.train(P,lgb.Dataset(X,y,weight=w),120)
    for p,row,l in data:
        if fold.get(row['site'],0)!=k or not p['passages']: continue
        pr=list(pr1[p['id']]); s2=stage2(p,pr)
        preds[p['id']]=m.predict(np.array([f+e for (_,f),e in zip(p['passages'],s2)],dtype=np.float32))
pickle.dump(preds,open('/tmp/bs7/pr2.pkl','wb'))
for th in (.35,.5,.65):
    write(preds,f'/tmp/bs7/p-2-{th}.jsonl',th)
