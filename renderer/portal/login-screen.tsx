import { useCallback, useEffect, useRef } from 'react'
import type { OfferedWay } from '../../src/contract/me-api.ts'
import type { Way } from '../../src/rules/assurance.ts'
import { textIn } from '../ui/formats.ts'
import { Note } from '../ui/note.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { Answered } from './answered.tsx'
import { useAnswer } from './asking.ts'
import { keepFromGoing, mayGo } from './go-by-itself.ts'
import { homeOf, pathOf } from './place.ts'
import { usePortal } from './portal-context.ts'
import { isInWeCom } from './user-agent.ts'
import { useWords } from './words.ts'
import { Working } from './working.tsx'

/** Why nobody is logged in: nobody was, the login ended by itself, something wants a fresh one, or the person has left. */
export type WhyOut =
  | { readonly kind: 'new' | 'over' | 'again' }
  | { readonly kind: 'left'; readonly providerUrl: string | null }

const TITLES = { new: 'login.title', left: 'login.title', over: 'login.over', again: 'login.again' } as const

/** The ways to log in. Afterwards one is where one was. `userAgent` is the browser's own when left out. */
export function LoginScreen({
  why,
  userAgent = navigator.userAgent,
}: {
  readonly why: WhyOut
  readonly userAgent?: string
}) {
  const t = useWords()
  const { server, place } = usePortal()
  const asked = useAnswer(useCallback(() => server.ways({}), [server]))
  const to = why.kind === 'left' ? '/p/' : `/p/${pathOf(place)}`
  const addressOf = (way: Way) => `${homeOf(location.pathname)}../auth/begin?way=${way}&to=${encodeURIComponent(to)}`
  const ways = asked.answer.step === 'here' ? asked.answer.value.ways : []
  const went = useRef(false)
  const goes = isInWeCom(userAgent) && why.kind !== 'left' && ways.some(({ way }) => way === 'wecom')
  const byItself = goes && (went.current || mayGo()) ? addressOf('wecom') : null
  useEffect(() => {
    if (byItself === null) return
    went.current = true
    keepFromGoing()
    location.replace(byItself)
  }, [byItself])
  return (
    <div className="login">
      <section className="card login-card" aria-labelledby="login-title">
        <h1 id="login-title">{t(TITLES[why.kind])}</h1>
        <WhyNote why={why} />
        {(why.kind === 'new' || why.kind === 'left') && <p className="lead">{t('login.lead')}</p>}
        {byItself !== null ? (
          <Working what={t('login.onItsWay')} />
        ) : (
          <Answered asked={asked} what={t('login.waysAwaited')}>
            {() =>
              ways.length === 0 ? (
                <Note tone="info">{t('login.none')}</Note>
              ) : (
                <>
                  <WayLinks ways={ways.filter(isOfUniversity)} what={t('login.ways')} addressOf={addressOf} />
                  <WayLinks ways={ways.filter(isOwn)} what={t('login.withoutUniversity')} addressOf={addressOf} />
                </>
              )
            }
          </Answered>
        )}
      </section>
    </div>
  )
}

const isOwn = ({ way }: OfferedWay) => way === 'local-account'
const isOfUniversity = (offered: OfferedWay) => !isOwn(offered)

/** The ways of one kind, the first of which most people take. */
function WayLinks({
  ways,
  what,
  addressOf,
}: {
  readonly ways: readonly OfferedWay[]
  readonly what: string
  readonly addressOf: (way: Way) => string
}) {
  const language = useLanguage()
  if (ways.length === 0) return null
  return (
    <div className="card-foot">
      <p className="small">{what}</p>
      {ways.map(offered => (
        <a
          key={offered.way}
          className={`button wide ${offered === ways[0] && isOfUniversity(offered) ? 'act' : 'ghost'}`}
          href={addressOf(offered.way)}
        >
          {textIn(language, offered.label)}
        </a>
      ))}
    </div>
  )
}

function WhyNote({ why }: { readonly why: WhyOut }) {
  const t = useWords()
  if (why.kind === 'new') return null
  if (why.kind !== 'left') return <p>{t(`login.${why.kind}How`)}</p>
  return (
    <Note tone="ok">
      <b>{t('login.out')}</b>
      {why.providerUrl !== null && (
        <>
          <p>{t('login.outProvider')}</p>
          <a className="note-link" href={why.providerUrl}>
            {t('login.leaveProvider')}
          </a>
        </>
      )}
    </Note>
  )
}
