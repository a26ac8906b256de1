import { attribute, type IppAttribute, type IppValue } from '../../ipp/message.ts'
import type { Manners } from './manners.ts'

/** The trays that this printer may have, as a job names them. */
export const TRAYS = ['tray-1', 'tray-2'] as const
export type TrayName = (typeof TRAYS)[number]
export const FIRST_TRAY: TrayName = TRAYS[0]

/** Those that it has. */
const traysOf = ({ secondTray }: Manners): readonly TrayName[] => (secondTray === 'none' ? [FIRST_TRAY] : TRAYS)

/** What it tells of them (PWG 5100.7); nothing where it has one, or does not tell. */
export const toldSources = (manners: Manners): IppAttribute[] =>
  manners.secondTray === 'told'
    ? [
        attribute.keyword('media-source-supported', ...traysOf(manners)),
        attribute.keyword('media-col-supported', 'media-size', 'media-source'),
      ]
    : []

/** The tray that a `media-col` names, of a size that it has; null where it names none, or one that there is not. */
export function orderedTray(value: IppValue | undefined, manners: Manners): TrayName | null {
  if (value?.kind !== 'collection' || manners.secondTray === 'none') return null
  const source = value.members.find(({ name }) => name === 'media-source')?.values[0]
  return traysOf(manners).find(tray => source !== undefined && 'value' in source && source.value === tray) ?? null
}
