import { attribute, type IppAttribute } from '../ipp/message.ts'
import { sizeOfName } from './input-trays.ts'

const HUNDREDTHS = 100

/**
 * What a job says of its paper: its size by name, or its size and its tray (`media-col`, PWG 5100.7), never both, for a printer need not
 * agree which of them counts.
 */
export function paperOf(media: string, tray: string | null): IppAttribute {
  if (tray === null) return attribute.keyword('media', media)
  const size = sizeOfName(media)
  if (size === null) throw new Error(`${media} says no size, so no tray can be asked for it`)
  const [x, y] = size.map(side => Math.round(side * HUNDREDTHS)) as [number, number]
  const dimensions = [attribute.integer('x-dimension', x), attribute.integer('y-dimension', y)]
  return {
    name: 'media-col',
    values: [
      {
        kind: 'collection',
        members: [
          { name: 'media-size', values: [{ kind: 'collection', members: dimensions }] },
          attribute.keyword('media-source', tray),
        ],
      },
    ],
  }
}
