import { LANGUAGES } from '../../src/contract/texts.ts'
import { FIXTURES } from '../kiosk/fixtures.ts'
import { PORTAL_FIXTURES } from '../portal/fixtures.tsx'
import { VERIFY_FIXTURES } from '../verify/fixtures.tsx'
import { Frame, type FrameProps } from './frame.tsx'
import { useWishes, WISHES, type Wishes } from './wishes.ts'

type Size = Pick<FrameProps, 'widthPx' | 'heightPx' | 'shownPx'>
type Look = Size & Pick<FrameProps, 'page' | 'wish'>

interface Shelf {
  readonly id: string
  readonly title: string
  readonly names: readonly string[]
  look(wishes: Wishes): Look
}

const turned = ({ rightToLeft }: Wishes) => (rightToLeft ? { dir: 'rtl' } : {})
const aidsOf = (wishes: Wishes) =>
  (['largeText', 'highContrast', 'lowReach'] as const).filter(name => wishes[name]).join()

const BROWSER_ZOOM = 1.5

/** Pages on the web have no large text of its own: their reader's browser makes everything larger, which leaves them less room. */
const enlarged = (wishes: Wishes, size: Size): Size =>
  wishes.largeText ? { ...size, widthPx: size.widthPx / BROWSER_ZOOM, heightPx: size.heightPx / BROWSER_ZOOM } : size

/** An app on the web: on a phone, or across on a desk. */
function onTheWeb(id: string, title: string, fixtures: readonly { readonly name: string }[]): Shelf {
  return {
    ...{ id, title, names: fixtures.map(({ name }) => name) },
    look: wishes => ({
      page: `../${id}/gallery.html`,
      ...(wishes.landscape
        ? enlarged(wishes, { widthPx: 1120, heightPx: 860, shownPx: 640 })
        : enlarged(wishes, { widthPx: 390, heightPx: 844, shownPx: 360 })),
      wish: turned(wishes),
    }),
  }
}

/** Everything that can be looked at, an app or a set of parts each. */
const SHELVES: readonly Shelf[] = [
  {
    id: 'kiosk',
    title: 'Kiosk',
    names: FIXTURES.map(({ name }) => name),
    look: wishes => ({
      page: '../kiosk/gallery.html',
      ...(wishes.landscape
        ? { widthPx: 1920, heightPx: 1080, shownPx: 640 }
        : { widthPx: 1080, heightPx: 1920, shownPx: 360 }),
      wish: { aids: aidsOf(wishes), mm: wishes.landscape ? '527' : '336', ...turned(wishes) },
    }),
  },
  onTheWeb('verify', 'Public page of verification', VERIFY_FIXTURES),
  onTheWeb('portal', 'Portal', PORTAL_FIXTURES),
  {
    id: 'parts',
    title: 'Parts',
    names: ['kiosk', 'web'],
    look: wishes => ({
      page: './parts.html',
      ...{ widthPx: 900, heightPx: 2600, shownPx: 640 },
      wish: { aids: aidsOf(wishes), ...turned(wishes) },
    }),
  },
]

/** Every screen and every part in every language, side by side. A change of a source is there at once. */
export function Gallery() {
  const [wishes, toggle] = useWishes()
  return (
    <>
      <header className="bar">
        <nav>
          {SHELVES.map(({ id, title, names }) => (
            <a key={id} href={`#${id}`} onClick={event => leap(event, id)}>
              {title} <small>{names.length}</small>
            </a>
          ))}
        </nav>
        {(Object.keys(WISHES) as (keyof Wishes)[]).map(name => (
          <label key={name}>
            <input type="checkbox" name={name} checked={wishes[name]} onChange={() => toggle(name)} />
            {WISHES[name]}
          </label>
        ))}
      </header>
      {SHELVES.map(shelf => (
        <section key={shelf.id} id={shelf.id}>
          <h2>{shelf.title}</h2>
          <div className="shelf">
            {shelf.names.map(name => (
              <article key={name} data-shown={`${shelf.id}/${name}`}>
                <h3>{name}</h3>
                <div className="pair">
                  {LANGUAGES.map(language => (
                    <Frame key={language} name={name} language={language} {...shelf.look(wishes)} />
                  ))}
                </div>
              </article>
            ))}
          </div>
        </section>
      ))}
    </>
  )
}

/** The wishes stand in the fragment: a leap to a shelf must not take their place. */
function leap(event: React.MouseEvent, id: string): void {
  event.preventDefault()
  document.getElementById(id)?.scrollIntoView()
}
