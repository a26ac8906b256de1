/** What a screen is measured against. */
export interface LayoutRules {
  readonly language: string
  readonly targetMm: number
  readonly primaryMm: number
  readonly gapMm: number
  readonly bezelMm: number
  readonly leastTextMm: number
}

/**
 * Measures the screen that stands in the page and returns what is wrong with it, in words. Runs inside the page: it must not
 * use anything from outside itself.
 */
export function checkLayout(rules: LayoutRules): string[] {
  const problems: string[] = []
  const mm = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm'))
  const { innerWidth, innerHeight } = window
  const shown = (element: Element) =>
    !element.closest('[inert]') &&
    element.checkVisibility({ visibilityProperty: true }) &&
    element.getClientRects().length > 0
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${(element.textContent ?? '').slice(0, 40)}"`
  const apart = (a: DOMRect, b: DOMRect) => ({
    x: Math.max(a.left - b.right, b.left - a.right),
    y: Math.max(a.top - b.bottom, b.top - a.bottom),
  })

  const boxOf = (element: Element) => {
    let box = element
    while (getComputedStyle(box).display.startsWith('inline') && box.parentElement) box = box.parentElement
    return box
  }

  // Text: in its box, on the screen, on nothing else, large enough, in the right language, and there at all.
  const texts: { element: Element; rect: DOMRect }[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.textContent ?? '').trim()
    const element = node.parentElement
    if (!text || !element || element.closest('svg, script') || !shown(element)) continue
    if (/[⟦⟧]|\{\{/.test(text)) problems.push(`no words for ${text}`)
    if (
      rules.language === 'en' &&
      /\p{Script=Han}/u.test(text) &&
      !element.closest('[lang^="zh"]:not(html), [data-name]')
    ) {
      problems.push(`Chinese on an English screen: ${text}`)
    }
    const sizeMm = Number.parseFloat(getComputedStyle(element).fontSize) / mm
    if (sizeMm < rules.leastTextMm) problems.push(`text of ${sizeMm.toFixed(1)} mm: ${name(element)}`)
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const drawn of range.getClientRects()) {
      // A line's box is some 1.45 em tall, its letters 1 em: what matters is the letters.
      const rect = new DOMRect(drawn.x, drawn.y + 0.2 * drawn.height, drawn.width, 0.6 * drawn.height)
      texts.push({ element, rect })
      const outer = boxOf(element).getBoundingClientRect()
      if (
        rect.top < outer.top - 2 ||
        rect.bottom > outer.bottom + 2 ||
        rect.left < outer.left - 2 ||
        rect.right > outer.right + 2
      ) {
        problems.push(`text leaves its box: ${name(element)}`)
      }
      if (rect.left < -1 || rect.top < -1 || rect.right > innerWidth + 1 || rect.bottom > innerHeight + 1)
        problems.push(`off the screen: ${name(element)}`)
    }
  }
  for (const [i, a] of texts.entries()) {
    for (const b of texts.slice(i + 1)) {
      if (a.element === b.element || a.element.contains(b.element) || b.element.contains(a.element)) continue
      const { x, y } = apart(a.rect, b.rect)
      if (x < -2 && y < -1) problems.push(`text over text: ${name(a.element)} and ${name(b.element)}`)
    }
  }

  // Boxes: what belongs to a part of the screen stays in it.
  for (const box of document.querySelectorAll(
    '.stage, .controls, .sheets, .ways, .way, .page-frame, .code, .paged, .header, .asking-card, .panel',
  )) {
    if (!shown(box)) continue
    const outer = box.getBoundingClientRect()
    for (const child of box.children) {
      if (!shown(child) || getComputedStyle(child).position === 'absolute') continue
      const inner = child.getBoundingClientRect()
      if (getComputedStyle(box).display === 'contents' || inner.height === 0) continue
      if (
        inner.left < outer.left - 2 ||
        inner.right > outer.right + 2 ||
        inner.top < outer.top - 2 ||
        inner.bottom > outer.bottom + 2
      ) {
        problems.push(`${name(child)} leaves ${box.getAttribute('class')}`)
      }
    }
  }

  // Buttons: large enough, apart, away from the bezel, not under text of others, one primary.
  const covered = document.querySelector('.zoom')
  const buttons = [...document.querySelectorAll('button')].filter(
    button => shown(button) && (!covered || covered.contains(button) || button.closest('.bar')),
  )
  const rects = buttons.map(button => button.getBoundingClientRect())
  for (const [i, button] of buttons.entries()) {
    const rect = rects[i]!
    const least = (button.classList.contains('act') ? rules.primaryMm : rules.targetMm) * mm - 0.5
    if (rect.height < least || rect.width < rules.targetMm * mm - 0.5) {
      problems.push(
        `small button: ${name(button)} ${(rect.width / mm).toFixed(1)} x ${(rect.height / mm).toFixed(1)} mm`,
      )
    }
    const bezel = Math.min(rect.left, rect.top, innerWidth - rect.right, innerHeight - rect.bottom)
    if (bezel < rules.bezelMm * mm - 0.5) problems.push(`too near to the bezel: ${name(button)}`)
    for (const [j, other] of rects.entries()) {
      if (j <= i) continue
      const { x, y } = apart(rect, other)
      if (Math.max(x, y) < rules.gapMm * mm - 0.5)
        problems.push(`buttons too close: ${name(button)} and ${name(buttons[j]!)}`)
    }
    for (const text of texts) {
      if (button.contains(text.element) || (covered && !covered.contains(text.element))) continue
      const { x, y } = apart(rect, text.rect)
      if (x < -2 && y < -1) problems.push(`text over a button: ${name(text.element)} on ${name(button)}`)
    }
  }
  const primary = buttons.filter(button => button.classList.contains('act'))
  if (primary.length > 1) problems.push(`${primary.length} primary buttons`)
  return [...new Set(problems)]
}

/** Enabled controls that a seated person could not reach: those above `share` of the screen's height, from the top. */
export function checkReach(share: number): string[] {
  return [...document.querySelectorAll('button:not([disabled])')]
    .filter(button => !button.closest('[inert]') && button.checkVisibility({ visibilityProperty: true }))
    .filter(button => button.getBoundingClientRect().top < share * window.innerHeight)
    .map(button => (button.textContent || button.getAttribute('aria-label')) ?? '')
}
