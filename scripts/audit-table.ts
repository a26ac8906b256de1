import type { RoomPlan } from '../server/ground/room.ts'

const HEAD = '| Event | Room | What has happened |\n| --- | --- | --- |\n'

/** A row for each event of these rooms, both languages of a sentence below each other. */
export const auditTable = (plans: readonly Pick<RoomPlan, 'name' | 'audit'>[]): string =>
  HEAD +
  plans
    .flatMap(({ name, audit }) =>
      Object.entries(audit).map(([event, { zh, en }]) => `| \`${event}\` | ${name} | ${en}<br>${zh} |\n`),
    )
    .join('')

/** The page with its table of events as the rooms have them. */
export function withAuditTable(page: string, plans: readonly Pick<RoomPlan, 'name' | 'audit'>[]): string {
  const from = page.indexOf(HEAD)
  if (from < 0) throw new Error('the page has no table of events')
  const behind = page.indexOf('\n\n', from)
  const end = behind < 0 ? page.length : behind + 1
  return page.slice(0, from) + auditTable(plans) + page.slice(end)
}
