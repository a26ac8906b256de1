import { Spin } from 'antd'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { mayDo } from '../../../src/rules/staff-roles.ts'
import { type ConsolePage, PAGES } from '../pages.ts'
import { Broken } from './broken.tsx'
import { useConsole, useMay } from './console-context.ts'
import { useText } from './language.tsx'
import { NotFound } from './not-found.tsx'
import { paramsOf } from './place.ts'
import { SideDrawer } from './side-drawer.tsx'
import { Brand, SideMenu } from './side-menu.tsx'
import { TopBar } from './top-bar.tsx'
import { ROOM_FOR_MENU, useMedia } from './use-media.ts'
import { useShellWords } from './words.ts'

const MAIN_ID = 'main'

/** Components of pages are kept: another state of the same page is not another page. */
const COMPONENTS = new Map(PAGES.map(page => [page, lazy(async () => ({ default: await page.load() }))]))

/** What stands around every page: the menu, who is logged in, and the page itself. */
export function Frame({
  instead,
}: {
  /** In the place of the page that the address names. */ readonly instead?: ReactNode
}) {
  const t = useShellWords()
  const text = useText()
  const { place, start } = useConsole()
  const may = useMay()
  const isWide = useMedia(ROOM_FOR_MENU)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const found = pageAt(place.path)
  const page = found && may(found.page.permission) ? found : null
  const title = page ? text(page.page.title) : t('title')
  useEffect(() => {
    document.title = `${title} · ${text(start.house.name)}`
  }, [title, text, start.house.name])
  // biome-ignore lint/correctness/useExhaustiveDependencies: with every step, whatever it was.
  useEffect(() => {
    setMenuOpen(false)
    window.scrollTo(0, 0)
  }, [place.path])
  /** The role would see it, if the account counted everywhere. */
  const isOfHouse = found !== null && page === null && mayDo(start.role, found.page.permission)
  const Shown = page && COMPONENTS.get(page.page)
  return (
    <div className="frame">
      <a className="skip" href={`#${MAIN_ID}`}>
        {t('skip')}
      </a>
      {isWide ? (
        <aside className="side" aria-label={t('title')}>
          <Brand />
          <SideMenu />
        </aside>
      ) : (
        <SideDrawer isOpen={isMenuOpen} onClose={() => setMenuOpen(false)} />
      )}
      <div className="beside">
        <TopBar {...(isWide ? {} : { onMenu: () => setMenuOpen(true) })} />
        <main className="content" id={MAIN_ID} tabIndex={-1}>
          <Broken key={place.path}>
            <Suspense fallback={<Spin className="opening" description={t('loading')} />}>
              {instead ?? (Shown && page ? <Shown params={page.params} /> : <NotFound isOfHouse={isOfHouse} />)}
            </Suspense>
          </Broken>
        </main>
      </div>
    </div>
  )
}

/** The page of a path, with what its address names. The table's order decides, so `orders/new` may stand before `orders/:orderId`. */
export function pageAt(path: string): { page: ConsolePage; params: Readonly<Record<string, string>> } | null {
  for (const page of PAGES) {
    const params = paramsOf(page.path, path)
    if (params) return { page, params }
  }
  return null
}
