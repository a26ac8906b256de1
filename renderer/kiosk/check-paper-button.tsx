import { secondLanguage } from '../../src/contract/texts.ts'
import { Icon } from '../ui/icons.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useKiosk, useWords } from './kiosk-context.ts'

/** Leads a passer-by to the check of a printed paper; in both languages, since nobody has chosen one. */
export function CheckPaperButton() {
  const { send } = useKiosk()
  const { t, language } = useWords()
  const other = useWords(secondLanguage(language))
  return (
    <PressButton look="ghost" className="check" onPress={() => send({ kind: 'check-paper' })}>
      <Icon name="scan" />
      <span className="words">
        <span className="line">{t('attract.check')}</span>
        <span className="line second" lang={other.language}>
          <bdi>{other.t('attract.check')}</bdi>
        </span>
      </span>
    </PressButton>
  )
}
