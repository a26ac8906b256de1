import type { Me } from '../../src/contract/me-api.ts'
import { textIn } from '../ui/formats.ts'
import { Icon } from '../ui/icons.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { useAct } from './asking.ts'
import { usePortal } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'
import { Working } from './working.tsx'

/** Which of several registers it is about. */
export function RegisterScreen({ me }: { readonly me: Me }) {
  const t = useWords()
  const language = useLanguage()
  const { server, place, goTo, onMe } = usePortal()
  const { isBusy, refusal, run } = useAct()
  const choose = (index: number) =>
    void run(
      () => server.chooseRegister({ index }),
      chosen => {
        onMe(chosen)
        if (place.screen === 'register') goTo({ screen: 'apply' })
      },
    )
  return (
    <section className="narrow">
      <h1>{t('register.title')}</h1>
      <p className="lead">{t('register.lead')}</p>
      <TroubleNote refusal={refusal} />
      {isBusy && <Working what={t('register.choosing')} />}
      <ul className="rows">
        {me.registers.map(({ title, detail, isChosen }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what the register is known by
          <li key={index}>
            <PressButton look="plain" className="row" disabled={isBusy} onPress={() => choose(index)}>
              <span className="row-text">
                <b>{textIn(language, title)}</b>
                <span className="small">{textIn(language, detail)}</span>
                {isChosen && me.hasChosen && <span className="state tone-ok">{t('register.chosen')}</span>}
              </span>
              <Icon name="forward" />
            </PressButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
