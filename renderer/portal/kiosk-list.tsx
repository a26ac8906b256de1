import { useCallback, useState } from 'react'
import type { KioskPlace } from '../../src/contract/pickups-api.ts'
import { textIn } from '../ui/formats.ts'
import type { Tone } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { Answered } from './answered.tsx'
import { useAnswer } from './asking.ts'
import { usePortal, useTimes } from './portal-context.ts'
import { useWords } from './words.ts'

const TONES: Readonly<Record<KioskPlace['state'], Tone>> = { heard: 'ok', silent: 'wait', 'out-of-service': 'stop' }
/** Those first where somebody who sets out now is likely to get paper. */
const ORDER: readonly KioskPlace['state'][] = ['heard', 'silent', 'out-of-service']

/** Where there are kiosks, once somebody wants to know. `isOpenFirst`: it stands open from the beginning. */
export function KioskList({ isOpenFirst = false }: { readonly isOpenFirst?: boolean }) {
  const t = useWords()
  const [isOpen, setIsOpen] = useState(isOpenFirst)
  return (
    <>
      <PressButton look="quiet" className="start" expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
        {t(isOpen ? 'kiosks.hide' : 'kiosks.show')}
      </PressButton>
      {isOpen && <Kiosks />}
    </>
  )
}

function Kiosks() {
  const t = useWords()
  const { server } = usePortal()
  const asked = useAnswer(useCallback(() => server.kiosks({}), [server]))
  return (
    <Answered asked={asked} what={t('kiosks.loading')}>
      {({ kiosks }) =>
        kiosks.length === 0 ? (
          <p>{t('kiosks.none')}</p>
        ) : (
          <ul className="kiosks">
            {ORDER.flatMap(state => kiosks.filter(kiosk => kiosk.state === state)).map((kiosk, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two kiosks may have one name, and the list is read and not changed
              <Kiosk key={index} kiosk={kiosk} />
            ))}
          </ul>
        )
      }
    </Answered>
  )
}

function Kiosk({ kiosk: { name, place, state, lastHeardAt } }: { readonly kiosk: KioskPlace }) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  return (
    <li className={`tone-${TONES[state]}`}>
      <b>{textIn(language, place)}</b>
      <span className="small">{textIn(language, name)}</span>
      <span className="state">{t(`kiosks.state.${state}`)}</span>
      <span className="small">
        {state === 'heard' && lastHeardAt !== null
          ? t('kiosks.heardAt', { time: time(lastHeardAt) })
          : t(`kiosks.how.${state}`)}
      </span>
    </li>
  )
}
