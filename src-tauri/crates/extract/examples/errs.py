from learn import *
import pickle
pr=pickle.load(open('/tmp/bs7/pr1.pkl','rb'))
out=[]
for p,row,L in use:
    if not p['passages']: print('EMPTY',p['id']); continue
    body='\n\n'.join(t for (t,_),q in zip(p['passages'],pr[p['id']]) if q>.5)
    tp,fp,fn=S.body_counts(row['truth']['body'],body,row['truth'].get('deck') or '')
    out.append((S.prf(tp,fp,fn)[2],p,row,L))
out.sort(key=lambda x:x[0])
import sys
lo,hi=int(sys.argv[1]),int(sys.argv[2])
for f,p,row,L in out[lo:hi]:
    print('==',p['id'],row['site'],row['lang'],round(f,3),row['trust'])
    k=0
    for (t,_),q,l in zip(p['passages'],pr[p['id']],L):
        good=l[0]>.5
        if (q>.5)!=good and l[1]>.3 or (q>.5)!=good and k<3:
            k+=1
            if k>6: break
            print('   ','LOST ' if good else 'ADDED',round(float(q),2),round(l[0],2),t[:110])
