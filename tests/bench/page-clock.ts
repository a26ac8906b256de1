import type { Page } from 'playwright-core'

/** What happened on the screen, and when: `screen:<name>` and `drawn` when they were painted, `touch` when the finger was lifted. */
interface Mark {
  readonly name: string
  /** Wall time, ms since 1970: comparable with other processes of this machine. */
  readonly atMs: number
}

declare global {
  interface Window {
    benchMarks: Mark[]
    benchWake: Set<() => void>
  }
}

/** Begins to write down what the kiosk's page paints. What stands on the screen already is marked now. */
export function installPageClock(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.benchMarks = []
    window.benchWake = new Set()
    const mark = (name: string, atMs: number) => {
      window.benchMarks.push({ name, atMs })
      for (const wake of window.benchWake) wake()
    }
    // A frame's callbacks run before it is painted, a message that they post arrives after.
    const markPainted = (name: string) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port2.onmessage = () => mark(name, Date.now())
        port1.postMessage(null)
      })
    let shown = ''
    let drawn: Element | null = null
    const look = () => {
      const screen = document.querySelector('main.screen')?.classList[1] ?? ''
      if (screen && screen !== shown) markPainted(`screen:${screen}`)
      shown = screen
      const canvas = document.querySelector('canvas[data-drawn]')
      if (canvas && canvas !== drawn) markPainted('drawn')
      drawn = canvas
    }
    new MutationObserver(look).observe(document.documentElement, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['class', 'data-drawn'],
    })
    document.addEventListener('click', event => mark('touch', performance.timeOrigin + event.timeStamp), true)
    look()
  })
}

/** When `name` was first painted at or after `sinceMs`. Rejects when that does not happen in time. */
export function paintedMs(page: Page, name: string, sinceMs: number, withinMs = 30_000): Promise<number> {
  return page.evaluate(
    wanted =>
      new Promise<number>((resolve, reject) => {
        const look = () => {
          const found = window.benchMarks.find(mark => mark.name === wanted.name && mark.atMs >= wanted.sinceMs)
          if (!found) return
          window.benchWake.delete(look)
          resolve(found.atMs)
        }
        window.benchWake.add(look)
        const shown = () => document.querySelector('main.screen')?.className
        setTimeout(() => reject(new Error(`no ${wanted.name}; the screen is ${shown()}`)), wanted.withinMs)
        look()
      }),
    { name, sinceMs, withinMs },
  )
}

/** The touches at or after `sinceMs`, ms since 1970. */
export function touchesSince(page: Page, sinceMs: number): Promise<number[]> {
  return page.evaluate(
    since => window.benchMarks.filter(({ name, atMs }) => name === 'touch' && atMs >= since).map(({ atMs }) => atMs),
    sinceMs,
  )
}
