import type { TakenOut } from '../../../src/contract/terminals-api.ts'
import { type Language, secondLanguage, textIn } from '../../../src/contract/texts.ts'
import { wallDay, wallTimeOfDay } from '../../../src/rules/wall-time.ts'
import { CheckPaperButton } from '../check-paper-button.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { MachinePicture } from '../pictures/machine-picture.tsx'
import { Screen } from '../screen.tsx'
import { Trace } from '../trace.tsx'
import { formatDay } from './paper-day.ts'

/**
 * The machine can't print: said in both languages, since nobody has chosen one. Nobody has sheets to take either, so it sends on;
 * where scanner and server work, a paper can still be checked.
 */
export function OutOfServiceScreen({ content }: { readonly content: ContentOf<'out-of-service'> }) {
  const { fault, canCheckPaper, notice, closed } = content
  const { view } = useKiosk()
  const { t, language } = useWords()
  const other = useWords(secondLanguage(language))
  const starting = fault.code === 'station-starting'
  /** Where to go instead is said by name already. */
  const isNamed = notice?.next != null
  if (closed) return <ClosedScreen closed={closed} canCheckPaper={canCheckPaper} />
  const reasonIn = (one: Language) =>
    notice ? textIn(one, notice.reason) : (one === language ? t : other.t)(`faults.${fault.code}.what`)
  return (
    <Screen
      name="out-of-service"
      title={starting ? t('outOfService.starting') : t('outOfService.title')}
      nav={canCheckPaper ? <CheckPaperButton /> : null}
    >
      <div className="sayings">
        <p className="saying">
          {!starting && <b>{reasonIn(language)}</b>} {notice && <TakenOutWords notice={notice} language={language} />}
          {starting ? t(`faults.${fault.code}.action`) : !isNamed && t('outOfService.elsewhere')}
        </p>
        <p className="saying second" lang={other.language}>
          <bdi>
            <b>{starting ? other.t('outOfService.starting') : reasonIn(other.language)}</b>{' '}
            {notice && <TakenOutWords notice={notice} language={other.language} />}
            {starting ? other.t(`faults.${fault.code}.action`) : !isNamed && other.t('outOfService.elsewhere')}
          </bdi>
        </p>
      </div>
      <MachinePicture waking={starting} />
      {!starting && (
        <p className="call">
          {t('outOfService.help')} <b className="number">{view.helpPhone}</b>
        </p>
      )}
      <Trace fault={fault} />
    </Screen>
  )
}

/** Until when, and where else: what staff know of it, and nothing where they do not. */
function TakenOutWords({
  notice: { until, next },
  language,
}: {
  readonly notice: TakenOut
  readonly language: Language
}) {
  const { view } = useKiosk()
  const { t } = useWords(language)
  const when =
    until === null
      ? null
      : `${formatDay(until, view.timeZone, language)} ${wallTimeOfDay(Date.parse(until), view.timeZone)}`
  const name = next && textIn(language, next.name)
  const place = next && textIn(language, next.place)
  return (
    <>
      {when !== null && `${t('outOfService.until', { when })} `}
      {name !== null && place !== null && `${t('outOfService.next', { name, place })} `}
    </>
  )
}

type Closed = NonNullable<ContentOf<'out-of-service'>['closed']>

/** Nothing is wrong with the machine: it says when it opens again, and why it is closed where a closed day is the reason. */
function ClosedScreen({ closed, canCheckPaper }: { readonly closed: Closed; readonly canCheckPaper: boolean }) {
  const { view } = useKiosk()
  const { t, language } = useWords()
  const other = useWords(secondLanguage(language))
  return (
    <Screen name="out-of-service" title={t('outOfService.closed')} nav={canCheckPaper ? <CheckPaperButton /> : null}>
      <div className="sayings">
        <p className="saying">
          <ClosedWords closed={closed} language={language} />
        </p>
        <p className="saying second" lang={other.language}>
          <bdi>
            <ClosedWords closed={closed} language={other.language} />
          </bdi>
        </p>
      </div>
      <MachinePicture waking={false} />
      {view.helpPhone !== '' && (
        <p className="call">
          {t('outOfService.help')} <b className="number">{view.helpPhone}</b>
        </p>
      )}
    </Screen>
  )
}

function ClosedWords({
  closed: { opensAt, reason },
  language,
}: {
  readonly closed: Closed
  readonly language: Language
}) {
  const { view, clock } = useKiosk()
  const { t } = useWords(language)
  const { timeZone } = view
  const when = () => {
    if (opensAt === null) return ''
    const time = wallTimeOfDay(Date.parse(opensAt), timeZone)
    if (wallDay(Date.parse(opensAt), timeZone) === wallDay(clock.now(), timeZone))
      return t('outOfService.opensToday', { when: time })
    return t('outOfService.opensAt', { when: `${formatDay(opensAt, timeZone, language)} ${time}` })
  }
  return (
    <>
      <b>{reason ? textIn(language, reason) : t('faults.outside-hours.what')}</b> {when()}
    </>
  )
}
