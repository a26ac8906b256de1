import { secondLanguage } from '../../../src/contract/texts.ts'
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
  const { t, language } = useWords()
  const other = useWords(secondLanguage(language))
  const starting = fault.code === 'station-starting'
  return (
    <Screen
      name="out-of-service"
      title={starting ? t('outOfService.starting') : t('outOfService.title')}
      nav={canCheckPaper ? <CheckPaperButton /> : null}
    >
      <div className="sayings">
        <p className="saying">
          {!starting && <b>{t(`faults.${fault.code}.what`)}</b>}{' '}
          {starting ? t(`faults.${fault.code}.action`) : t('outOfService.elsewhere')}
        </p>
        <p className="saying second" lang={other.language}>
          <bdi>
            <b>{starting ? other.t('outOfService.starting') : other.t(`faults.${fault.code}.what`)}</b>{' '}
            {starting ? other.t(`faults.${fault.code}.action`) : other.t('outOfService.elsewhere')}
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
