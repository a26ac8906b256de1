import { useCallback, useId, useState } from 'react'
import type { Application } from '../../src/contract/portal-api.ts'
import type { Receiver, Sending } from '../../src/contract/receivers-api.ts'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { Answered } from './answered.tsx'
import { type Act, useAnswer } from './asking.ts'
import { usePortal } from './portal-context.ts'
import { ReceiverForm } from './receiver-form.tsx'
import { SendingList } from './sending-list.tsx'
import { useWords } from './words.ts'

const SEARCH_CHARACTERS = 60

export interface ReceiverCardProps {
  readonly application: Application
  readonly onChange: () => void
  /** Where it stands at the beginning. */
  readonly first?: { readonly chosen?: Receiver; readonly act?: Act; readonly isMissing?: boolean }
}

/** Straight to an institution that the university has registered. */
export function ReceiverCard({ application, onChange, first = {} }: ReceiverCardProps) {
  const t = useWords()
  const { server } = usePortal()
  const { applicationId } = application
  const [chosen, setChosen] = useState(first.chosen ?? null)
  const [sent, setSent] = useState<Sending | null>(null)
  const asked = useAnswer(useCallback(() => server.sendings({ applicationId }), [server, applicationId]))
  const changed = () => {
    asked.refresh()
    onChange()
  }
  return (
    <section className="card receive-wide" aria-labelledby="receiver">
      <h3 id="receiver">{t('receiver.title')}</h3>
      <p className="small">{t('receiver.how')}</p>
      <div className="card-foot">
        {chosen ? (
          <ReceiverForm
            receiver={chosen}
            application={application}
            first={first}
            onOther={() => setChosen(null)}
            onSent={sending => {
              setChosen(null)
              setSent(sending)
              changed()
            }}
          />
        ) : (
          <Search onChoose={setChosen} />
        )}
        <p role="status">{sent && !chosen ? t('receiver.sent') : ''}</p>
        <Answered asked={asked} what={t('receiver.loading')}>
          {({ sendings }) => <SendingList sendings={sendings} onChange={changed} />}
        </Answered>
      </div>
    </section>
  )
}

/** By a part of a name, in either language; what fits is chosen with one press. */
function Search({ onChoose }: { readonly onChoose: (receiver: Receiver) => void }) {
  const t = useWords()
  const language = useLanguage()
  const { server } = usePortal()
  const field = useId()
  const [search, setSearch] = useState('')
  const asked = useAnswer(useCallback(() => server.receivers({ search }), [server, search]))
  return (
    <div className="receiver-search">
      <label htmlFor={field}>{t('receiver.search')}</label>
      <input
        id={field}
        type="search"
        autoComplete="off"
        maxLength={SEARCH_CHARACTERS}
        value={search}
        placeholder={t('receiver.searchExample')}
        onChange={event => setSearch(event.target.value)}
      />
      <Answered asked={asked} what={t('receiver.searching')}>
        {({ receivers }) =>
          receivers.length === 0 ? (
            <p>{t('receiver.none')}</p>
          ) : (
            <ul className="rows">
              {receivers.map(receiver => (
                <li key={receiver.receiverId}>
                  <div className="row still">
                    <span className="row-text">
                      <b>{textIn(language, receiver.name)}</b>
                      <span className="small">{t(`receiver.kind.${receiver.kind}`)}</span>
                    </span>
                    <span className="row-keys">
                      <PressButton look="quiet" onPress={() => onChoose(receiver)}>
                        {t('receiver.choose')}
                        <span className="visually-hidden"> {textIn(language, receiver.name)}</span>
                      </PressButton>
                    </span>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </div>
  )
}
