import { wordsOf } from '../../../src/fault.ts'
import { CheckPaperButton } from '../check-paper-button.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { MachinePicture } from '../pictures/machine-picture.tsx'
import { Screen } from '../screen.tsx'
import { Trace } from '../trace.tsx'

/**
 * The machine can't print: said in both languages, since nobody has chosen one. Nobody has sheets to take either, so it sends on;
 * where scanner and server work, a paper can still be checked.
 */
export function OutOfServiceScreen({ content }: { readonly content: ContentOf<'out-of-service'> }) {
  const { fault, canCheckPaper } = content
  const { view } = useKiosk()
  const { t, text, language } = useWords()
  const other = useWords(language === 'en' ? 'zh-CN' : 'en')
  const starting = fault.code === 'station-starting'
  const words = wordsOf(fault.code)
  return (
    <Screen
      name="out-of-service"
      title={starting ? t('outOfService.starting') : t('outOfService.title')}
      nav={canCheckPaper ? <CheckPaperButton /> : null}
    >
      <div className="sayings">
        <p className="saying">
          {!starting && <b>{text(words.what)}</b>} {starting ? text(words.action) : t('outOfService.elsewhere')}
        </p>
        <p className="saying second" lang={other.language}>
          <b>{starting ? other.t('outOfService.starting') : other.text(words.what)}</b>{' '}
          {starting ? other.text(words.action) : other.t('outOfService.elsewhere')}
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
