import type { ListKind } from '../../../src/contract/people-lists-api.ts'

/** What headings are called, in either language. */
const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  number: ['number', '学号', '工号', '学工号'],
  kinds: ['kinds', '文件'],
  kind: ['kind', '文件'],
  reason: ['reason', '原因'],
  reasonEn: ['reason_en', '英文原因'],
  note: ['note', '备注'],
  copies: ['copies', '份数'],
  lastDay: ['last_day', '最后一天'],
  card: ['card', '卡号'],
}

/** The columns that a kind of list must have, and those that it may have. */
const COLUMNS: Readonly<Record<ListKind, { readonly needed: readonly string[]; readonly also: readonly string[] }>> = {
  holds: { needed: ['number', 'reason'], also: ['kinds', 'reasonEn', 'lastDay'] },
  approvals: { needed: ['number', 'kind'], also: ['note', 'lastDay'] },
  waivers: { needed: ['number', 'copies', 'lastDay', 'reason'], also: ['kind'] },
  'lost-cards': { needed: ['card', 'reason'], also: [] },
}

/** Where each column stands; null where one is missing. */
export function columnsIn(kind: ListKind, heading: readonly string[]): ReadonlyMap<string, number> | null {
  const said = heading.map(cell => cell.normalize('NFKC').trim().toLowerCase())
  const { needed, also } = COLUMNS[kind]
  const places = new Map<string, number>()
  for (const name of [...needed, ...also]) {
    const at = said.findIndex(cell => HEADINGS[name]?.includes(cell))
    if (at >= 0) places.set(name, at)
    else if (needed.includes(name)) return null
  }
  return places
}
