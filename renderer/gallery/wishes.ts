import { useEffect, useState } from 'react'

/** How everything in the gallery is to be looked at. */
export interface Wishes {
  readonly largeText: boolean
  readonly highContrast: boolean
  readonly lowReach: boolean
  /** From right to left, whatever the language says. */
  readonly rightToLeft: boolean
  /** Screens lie: the kiosk's as a wide panel, the public page on a desk. */
  readonly landscape: boolean
}

export const WISHES = {
  largeText: 'Large text',
  highContrast: 'High contrast',
  lowReach: 'Lower controls',
  rightToLeft: 'Right to left',
  landscape: 'Landscape and desk',
} as const satisfies Readonly<Record<keyof Wishes, string>>

const NAMES = Object.keys(WISHES) as (keyof Wishes)[]

/** The wishes as they stand in the page's address, `#largeText,landscape`, so that a reload keeps them. */
export function useWishes(): [Wishes, (name: keyof Wishes) => void] {
  const [chosen, setChosen] = useState(() => NAMES.filter(name => location.hash.slice(1).split(',').includes(name)))
  useEffect(() => history.replaceState(null, '', `#${chosen.join()}`), [chosen])
  const wishes = Object.fromEntries(NAMES.map(name => [name, chosen.includes(name)])) as Record<keyof Wishes, boolean>
  const toggle = (name: keyof Wishes) =>
    setChosen(now => (now.includes(name) ? now.filter(one => one !== name) : [...now, name]))
  return [wishes, toggle]
}
