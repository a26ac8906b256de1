import type { ReactNode } from 'react'
import { textIn } from '../ui/formats.ts'
import { Note } from '../ui/note.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { PageFrame } from '../web/page-frame.tsx'
import { homeOf } from './place.ts'
import { PortalBar } from './portal-bar.tsx'
import { usePortal } from './portal-context.ts'
import { useWords } from './words.ts'

/** What stands around every screen: whose portal it is, the ways to the other screens, and who can be called. */
export function Page({ children }: { readonly children: ReactNode }) {
  const t = useWords()
  const language = useLanguage()
  const { house, me, isOnline } = usePortal()
  return (
    <PageFrame
      head={{
        university: house ? textIn(language, house.name) : '',
        title: t('title'),
        home: homeOf(location.pathname),
      }}
      {...(me ? { bar: <PortalBar me={me} /> } : {})}
      foot={{ links: <FootLinks />, helpPhone: house?.helpPhone ?? null }}
    >
      {!isOnline && (
        <Note tone="wait">
          <b>{t('trouble.offline.what')}</b>
        </Note>
      )}
      {children}
    </PageFrame>
  )
}

function FootLinks() {
  const t = useWords()
  return <a href={`${homeOf(location.pathname)}../v/`}>{t('foot.verify')}</a>
}
