import { Menu, type MenuProps } from 'antd'
import { Seal } from '../../ui/seal.tsx'
import { type ConsolePage, PAGES, type PageGroup } from '../pages.ts'
import { useConsole, useMay } from './console-context.ts'
import { ICONS, type IconName } from './icons.tsx'
import { useText } from './language.tsx'
import { PlaceLink } from './place-link.tsx'
import { useShellWords } from './words.ts'

const GROUPS: readonly PageGroup[] = ['top', 'run', 'papers', 'money', 'house']

/** Whose house it is. */
export function Brand() {
  const t = useShellWords()
  const text = useText()
  const { start } = useConsole()
  return (
    <div className="brand">
      <Seal />
      <span>
        <b>{text(start.house.name)}</b>
        <span>{t('title')}</span>
      </span>
    </div>
  )
}

/** The pages that somebody may see, in groups. */
export function SideMenu() {
  const t = useShellWords()
  const text = useText()
  const { place } = useConsole()
  const may = useMay()
  const shown = PAGES.filter(hasIcon).filter(({ permission }) => may(permission))
  const items = GROUPS.flatMap((group): NonNullable<MenuProps['items']> => {
    const own = shown
      .filter(page => page.group === group)
      .map(page => {
        const Icon = ICONS[page.icon]
        return { key: page.path, icon: <Icon />, label: <PlaceLink to={page.path}>{text(page.title)}</PlaceLink> }
      })
    if (own.length === 0 || group === 'top') return own
    return [{ key: `group-${group}`, type: 'group' as const, label: t(`group.${group}`), children: own }]
  })
  return (
    <nav aria-label={t('menu')}>
      <Menu theme="dark" mode="inline" items={items} selectedKeys={[selectedAt(place.path, shown)]} />
    </nav>
  )
}

const hasIcon = (page: ConsolePage): page is ConsolePage & { readonly icon: IconName } => page.icon !== undefined

/** The entry that a place belongs to: of `orders/123` the one of `orders`. */
function selectedAt(path: string, pages: readonly ConsolePage[]): string {
  const fitting = pages.filter(page => page.path === path || (page.path !== '' && path.startsWith(`${page.path}/`)))
  return fitting.sort((a, b) => b.path.length - a.path.length)[0]?.path ?? 'none'
}
