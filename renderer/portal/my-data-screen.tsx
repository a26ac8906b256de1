import { useState } from 'react'
import { PressButton } from '../ui/press-button.tsx'
import { saveFile } from '../web/save-file.ts'
import { type Act, useAct } from './asking.ts'
import { PlaceLink } from './place-link.tsx'
import { usePortal } from './portal-context.ts'
import { ProveNote } from './prove-note.tsx'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

/** Everything that is kept of the person, as one file. */
export function MyDataScreen({ first }: { readonly first?: Act }) {
  const t = useWords()
  const { server } = usePortal()
  const { isBusy, refusal, run } = useAct(first)
  const [isDone, setIsDone] = useState(false)
  const isOld = refusal?.fault.code === 'proof-too-old'
  const get = () =>
    void run(
      () => server.myData({}),
      bytes => {
        saveFile(bytes, 'my-data.json', 'application/json')
        setIsDone(true)
      },
    )
  return (
    <section className="narrow">
      <h1>{t('myData.title')}</h1>
      <p className="lead">{t('myData.lead')}</p>
      <div className="card">
        <h2>{t('myData.what')}</h2>
        <p>{t('myData.whatList')}</p>
        <p className="small">{t('myData.not')}</p>
        <PressButton look="act" className="wide" disabled={isBusy} onPress={get}>
          {t(isBusy ? 'myData.getting' : 'myData.get')}
        </PressButton>
        <p className="small">{t('myData.care')}</p>
        {isOld ? <ProveNote why={t('myData.proveHow')} /> : <TroubleNote refusal={refusal} />}
        <p role="status">{isDone && !isBusy && refusal === null ? t('download.done') : ''}</p>
      </div>
      <div className="card">
        <h2>{t('notice.title')}</h2>
        <p className="small">{t('notice.noHow')}</p>
        <PlaceLink to={{ screen: 'notice' }} className="button quiet wide">
          {t('notice.look')}
        </PlaceLink>
      </div>
      <div className="card">
        <h2>{t('looks.title')}</h2>
        <p>{t('looks.lead')}</p>
        <PlaceLink to={{ screen: 'looks' }} className="button quiet wide">
          {t('looks.look')}
        </PlaceLink>
      </div>
      <div className="card">
        <h2>{t('erasure.title')}</h2>
        <p>{t('erasure.lead')}</p>
        <PlaceLink to={{ screen: 'erasure' }} className="button quiet wide">
          {t('erasure.look')}
        </PlaceLink>
      </div>
    </section>
  )
}
