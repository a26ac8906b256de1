import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Me } from '../../src/contract/me-api.ts'
import type { House } from '../../src/verification/api.ts'
import type { Refusal } from '../web/route-client.ts'
import { attentive, isOver } from './attentive.ts'
import { forgetWent, keepFromGoing } from './go-by-itself.ts'
import { forgetTyped, keepTypedFor } from './kept-text.ts'
import { LoginScreen, type WhyOut } from './login-screen.tsx'
import { NoticeScreen } from './notice-screen.tsx'
import { Page } from './page.tsx'
import { type Place, usePlace } from './place.ts'
import { PortalContext, usePortal } from './portal-context.ts'
import { RegisterScreen } from './register-screen.tsx'
import { Screen } from './screen.tsx'
import type { PortalServer } from './server.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useComeBack } from './use-come-back.ts'
import { useOnline } from './use-online.ts'
import { useUnread } from './use-unread.ts'
import { useWords, WordsProvider } from './words.ts'
import { Working } from './working.tsx'

type Visit =
  | { readonly step: 'asking' }
  | { readonly step: 'failed'; readonly refusal: Refusal }
  | { readonly step: 'out'; readonly why: WhyOut }
  | { readonly step: 'in'; readonly me: Me }

/** The portal: one screen at a time, for whoever is logged in. */
export function App({ server: plain }: { readonly server: PortalServer }) {
  const [place, goTo] = usePlace()
  const isOnline = useOnline()
  const house = useHouse(plain, isOnline)
  const [visit, setVisit] = useState<Visit>({ step: 'asking' })
  /** For whom the server makes nothing before the notice is agreed to. */
  const [owes, setOwes] = useState<string | null>(null)

  const shownFor = useRef<string | null>(null)
  const onMe = useCallback(
    (me: Me) => {
      forgetWent()
      keepTypedFor(me.personKey)
      if (shownFor.current !== null && shownFor.current !== me.personKey) goTo({ screen: 'apply' })
      shownFor.current = me.personKey
      setVisit({ step: 'in', me })
    },
    [goTo],
  )
  const begin = useCallback(async () => {
    setVisit({ step: 'asking' })
    const me = await plain.me({})
    if (me.ok) onMe(me.value)
    else setVisit(isOver(me.error) ? { step: 'out', why: { kind: 'new' } } : { step: 'failed', refusal: me.error })
  }, [plain, onMe])
  useEffect(() => void begin(), [begin])

  const onOver = useCallback(
    () => setVisit(now => (now.step === 'in' ? { step: 'out', why: { kind: 'over' } } : now)),
    [],
  )
  // One browser has one login, in all its tabs: in another one somebody else may have come, or the same person by another register.
  const lookAgain = useCallback(async () => {
    const me = await plain.me({})
    if (me.ok) onMe(me.value)
    else if (isOver(me.error)) onOver()
  }, [plain, onMe, onOver])
  useComeBack(lookAgain, visit.step === 'in')

  const server = useMemo(
    () =>
      attentive(plain, {
        onOver,
        onUnchosen: () => void begin(),
        onUnagreed: () => setOwes(shownFor.current),
      }),
    [plain, begin, onOver],
  )
  const onLeft = (providerUrl: string | null) => {
    forgetTyped()
    keepFromGoing()
    setVisit({ step: 'out', why: { kind: 'left', providerUrl } })
    if (providerUrl !== null) location.assign(providerUrl)
  }
  const onProve = () => setVisit({ step: 'out', why: { kind: 'again' } })
  const me = visit.step === 'in' ? visit.me : null
  const [unread, onRead] = useUnread(plain, me?.hasChosen ?? false, place)
  return (
    <WordsProvider>
      <PortalContext value={{ server, house, me, place, isOnline, goTo, unread, onRead, onMe, onLeft, onProve }}>
        <Page>
          <Shown
            visit={visit}
            owes={owes !== null && owes === me?.personKey}
            onAgreed={() => setOwes(null)}
            onAgain={() => void begin()}
          />
        </Page>
      </PortalContext>
    </WordsProvider>
  )
}

interface ShownProps {
  readonly visit: Visit
  readonly owes: boolean
  readonly onAgreed: () => void
  readonly onAgain: () => void
}

/** Where something new is made, or what it would be made of is asked: nobody gets there without having agreed. */
const MAKES_ANEW: readonly Place['screen'][] = ['apply', 'application', 'errands', 'wrong-in']

function Shown({ visit, owes, onAgreed, onAgain }: ShownProps) {
  const t = useWords()
  const { place } = usePortal()
  const titled = (shown: ReactNode) => (
    <>
      <h1 className="visually-hidden">{t('title')}</h1>
      {shown}
    </>
  )
  switch (visit.step) {
    case 'asking':
      return titled(<Working what={t('login.looking')} />)
    case 'failed':
      return titled(<TroubleNote refusal={visit.refusal} onAgain={onAgain} />)
    case 'out':
      return <LoginScreen why={visit.why} />
    case 'in':
      if (!visit.me.hasChosen) return <RegisterScreen me={visit.me} />
      if (owes && MAKES_ANEW.includes(place.screen)) return <NoticeScreen onAgreed={onAgreed} />
      return <Screen key={whoOf(visit.me)} />
  }
}

/** Whom the screens are about: nothing that was shown for one stands there for another. */
const whoOf = ({ personKey, registers }: Me) => `${personKey}/${registers.findIndex(({ isChosen }) => isChosen)}`

/** Facts of the university; asked for again when the connection comes back. */
function useHouse(server: PortalServer, isOnline: boolean): House | null {
  const [house, setHouse] = useState<House | null>(null)
  const isKnown = house !== null
  useEffect(() => {
    if (isKnown || !isOnline) return
    void server.house({}).then(answer => {
      if (answer.ok) setHouse(answer.value)
    })
  }, [server, isOnline, isKnown])
  return house
}
