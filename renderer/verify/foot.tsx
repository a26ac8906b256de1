import { PressButton } from '../ui/press-button.tsx'
import { useInstall } from './install.ts'
import { usePage } from './page-context.ts'
import { useWords } from './words.ts'

/** What is not needed every time. */
export function Foot() {
  const t = useWords()
  const { trust } = usePage()
  const install = useInstall()
  return (
    <footer className="foot">
      <div className="wide">
        {install && (
          <div className="foot-install">
            <PressButton look="quiet" onPress={install}>
              {t('offline.install')}
            </PressButton>
            <p>{t('offline.installHow')}</p>
          </div>
        )}
        <nav>
          <a href="#trust">{t('home.trust')}</a>
          {trust.house?.hasSeal && (
            <a href="../v1/verification/list" download="revocation-list.pdf">
              {t('foot.list')}
            </a>
          )}
          <a href="./plain">{t('foot.plain')}</a>
        </nav>
        {trust.house?.helpPhone && <p>{t('foot.help', { phone: trust.house.helpPhone })}</p>}
      </div>
    </footer>
  )
}
