import { COLUMNS_OF_LIST, type ListColumnName, type ListKind } from '../contract/people-lists-api.ts'

/** What headings are called, in either language: as the templates write them first, then as other systems do. */
export const HEADINGS: Readonly<Record<ListColumnName, readonly string[]>> = {
  number: ['学工号', 'number', '学号', '工号', '人员编号', 'student number', 'staff number', 'student id', 'id'],
  card: ['卡号', 'card', 'card number', '校园卡号', '物理卡号', 'card uid', 'uid'],
  kinds: ['文件', 'kinds', '文件种类', 'documents', 'document kinds', 'kind', 'document'],
  kind: ['文件', 'kind', '文件种类', 'document', 'document kind', 'kinds', 'documents'],
  copies: ['份数', 'copies', '赠送份数', '减免份数', 'number of copies'],
  reason: ['原因', 'reason', '事由', '理由', 'reason in chinese'],
  reasonEn: ['英文原因', 'reason_en', 'reason en', 'reason in english', 'english reason'],
  note: ['备注', 'note', '说明', 'notes', 'remark'],
  lastDay: ['最后一天', 'last_day', 'last day', '截止日期', '有效期至', '到期日', 'until', 'valid until'],
}

/** Where each column stands. */
export type ColumnPlaces = Readonly<Partial<Record<ListColumnName, number>>>

/** Where the headings say that columns stand: those that are known by them. */
export function knownColumns(kind: ListKind, heading: readonly string[]): ColumnPlaces {
  const said = heading.map(cell =>
    cell
      .normalize('NFKC')
      .trim()
      .toLowerCase()
      .replaceAll(/[*:]+$/g, ''),
  )
  const { needed, also } = COLUMNS_OF_LIST[kind]
  const places: Partial<Record<ListColumnName, number>> = {}
  for (const name of [...needed, ...also]) {
    const at = said.findIndex(cell => HEADINGS[name].includes(cell))
    if (at >= 0) places[name] = at
  }
  return places
}

/** The same; null where one is missing that must be there. */
export function columnsIn(kind: ListKind, heading: readonly string[]): ColumnPlaces | null {
  const places = knownColumns(kind, heading)
  return areAllThere(kind, places) ? places : null
}

/** Whether nothing is missing that must be there, and nothing was named twice. */
export function areAllThere(kind: ListKind, places: ColumnPlaces): boolean {
  const { needed, also } = COLUMNS_OF_LIST[kind]
  const named = Object.values(places)
  return (
    needed.every(name => places[name] !== undefined) &&
    new Set(named).size === named.length &&
    Object.keys(places).every(name => [...needed, ...also].includes(name as ListColumnName))
  )
}
