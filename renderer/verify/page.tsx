import type { ReactNode } from 'react'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { PageFrame } from '../web/page-frame.tsx'
import { useInstall } from './install.ts'
import { usePage } from './page-context.ts'
import { SiteNote } from './site-note.tsx'
import { useWords } from './words.ts'

/** What stands around every screen: whose page it is, whether the address is the right one, and what is not needed every time. */
export function Page({ children }: { readonly children: ReactNode }) {
  const t = useWords()
  const language = useLanguage()
  const { house } = usePage().trust
  return (
    <PageFrame
      head={{ university: house ? textIn(language, house.name) : '', title: t('title'), home: '#home' }}
      foot={{ children: <InstallOffer />, links: <FootLinks />, helpPhone: house?.helpPhone ?? null }}
    >
      <SiteNote />
      {children}
    </PageFrame>
  )
}

function InstallOffer() {
  const t = useWords()
  const install = useInstall()
  if (!install) return null
  return (
    <div className="foot-install">
      <PressButton look="quiet" onPress={install}>
        {t('offline.install')}
      </PressButton>
      <p>{t('offline.installHow')}</p>
    </div>
  )
}

function FootLinks() {
  const t = useWords()
  const { trust, server } = usePage()
  return (
    <>
      <a href="#trust">{t('home.trust')}</a>
      {trust.house?.hasSeal && (
        <a href={server.addressOf('list', {})} download="revocation-list.pdf">
          {t('foot.list')}
        </a>
      )}
      <a href="./plain">{t('foot.plain')}</a>
    </>
  )
}
