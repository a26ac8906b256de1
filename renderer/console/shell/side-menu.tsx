import { useId } from 'react'
import { Seal } from '../../ui/seal.tsx'
import { type ConsolePage, PAGES, type PageGroup } from '../pages.ts'
import { useConsole, useMay } from './console-context.ts'
import { ICONS, type IconName } from './icons.tsx'
import { useText } from './language.tsx'
import { PlaceLink } from './place-link.tsx'
import { useShellWords } from './words.ts'

const GROUPS: readonly PageGroup[] = ['top', 'run', 'papers', 'money', 'house']

type Entry = ConsolePage & { readonly icon: IconName }

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

/** The pages that somebody may see, in groups: plain links, for this menu is drawn before anything else. */
export function SideMenu() {
  const t = useShellWords()
  const { place } = useConsole()
  const may = useMay()
  const shown = PAGES.filter(hasIcon).filter(({ permission }) => may(permission))
  const here = selectedAt(place.path, shown)
  return (
    <nav aria-label={t('menu')} className="side-menu">
      {GROUPS.map(group => (
        <Entries key={group} group={group} here={here} entries={shown.filter(page => page.group === group)} />
      ))}
    </nav>
  )
}

/** One group with its name; the first of them needs none. */
function Entries({
  group,
  entries,
  here,
}: {
  readonly group: PageGroup
  readonly entries: readonly Entry[]
  readonly here: Entry | undefined
}) {
  const t = useShellWords()
  const text = useText()
  const nameId = useId()
  if (entries.length === 0) return null
  return (
    <>
      {group !== 'top' && <p id={nameId}>{t(`group.${group}`)}</p>}
      <ul {...(group === 'top' ? {} : { 'aria-labelledby': nameId })}>
        {entries.map(page => {
          const Icon = ICONS[page.icon]
          return (
            <li key={page.path}>
              <PlaceLink to={page.path} {...(page === here ? { 'aria-current': 'page' as const } : {})}>
                <Icon aria-hidden />
                {text(page.title)}
              </PlaceLink>
            </li>
          )
        })}
      </ul>
    </>
  )
}

const hasIcon = (page: ConsolePage): page is Entry => page.icon !== undefined

/** The entry that a place belongs to: of `orders/123` the one of `orders`. */
function selectedAt(path: string, pages: readonly Entry[]): Entry | undefined {
  const fitting = pages.filter(page => page.path === path || (page.path !== '' && path.startsWith(`${page.path}/`)))
  return fitting.sort((a, b) => b.path.length - a.path.length)[0]
}
