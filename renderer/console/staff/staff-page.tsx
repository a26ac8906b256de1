import { useState } from 'react'
import { STAFF_ROUTES, type StaffAccount } from '../../../src/contract/staff-api.ts'
import { ok } from '../../../src/result.ts'
import { ROLES } from '../../../src/rules/staff-roles.ts'
import { List } from '../list/list.tsx'
import type { AskList, ListColumn } from '../list/list-parts.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Ago, StateTag } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { Invitations } from './invitations.tsx'
import { InviteButton } from './invite-button.tsx'
import { usePostWords } from './post-words.ts'
import { RightsTable } from './rights-table.tsx'
import { useStaffWords } from './words.ts'

/** Everybody who works here, the codes for those who will, and who may do what. */
export function StaffPage() {
  const t = useStaffWords()
  const may = useMay()
  const words = usePostWords()
  const server = useServer(STAFF_ROUTES)
  const [version, setVersion] = useState(0)
  /** All of them come at once: a university has some dozens. */
  const ask: AskList<StaffAccount> = async ({ search = '', filters: { role, state } }) => {
    const answer = await server.staffAccounts({})
    if (!answer.ok) return answer
    const wanted = search.toLowerCase()
    const rows = answer.value.accounts.filter(
      one =>
        one.name.toLowerCase().includes(wanted) &&
        (role === undefined || one.role === role) &&
        (state === undefined || one.state === state),
    )
    return ok({ rows, next: null })
  }
  const columns: ListColumn<StaffAccount>[] = [
    { key: 'name', title: t('name'), widthPx: 200, show: ({ name }) => name, text: ({ name }) => name },
    { key: 'role', title: t('role'), show: ({ role }) => words.role(role), text: ({ role }) => role },
    { key: 'sites', title: t('sites'), show: one => words.sites(one.sites), text: ({ sites }) => sites.join(' ') },
    {
      ...{ key: 'state', title: t('state'), widthPx: 110, text: ({ state }: StaffAccount) => state },
      show: ({ state }) => <StateTag tone={state === 'active' ? 'ok' : 'plain'}>{t(`states.${state}`)}</StateTag>,
    },
    {
      ...{ key: 'seen', title: t('seen'), text: ({ seenAt }: StaffAccount) => seenAt ?? '' },
      show: ({ seenAt }) => (seenAt === null ? <span className="soft">{t('never')}</span> : <Ago iso={seenAt} />),
    },
    {
      ...{ key: 'logins', title: t('logins'), widthPx: 110, align: 'right', text: one => String(one.sessions) },
      show: ({ sessions }) => sessions,
    },
  ]
  return (
    <div className="stack">
      <PageHead
        title={t('title')}
        lead={t('lead')}
        acts={may('staff.manage') && <InviteButton onDone={() => setVersion(version + 1)} />}
      />
      <List<StaffAccount>
        label={t('list')}
        ask={ask}
        columns={columns}
        rowKey={({ staffId }) => staffId}
        open={({ staffId }) => `staff/${staffId}`}
        search={t('search')}
        filters={[
          {
            ...{ kind: 'choice', key: 'role', label: t('role') },
            options: ROLES.map(role => ({ value: role, label: words.role(role) })),
          },
          {
            ...{ kind: 'choice', key: 'state', label: t('state') },
            options: (['active', 'ended'] as const).map(state => ({ value: state, label: t(`states.${state}`) })),
          },
        ]}
        csvName="staff"
        empty={t('empty')}
        version={version}
      />
      <Invitations version={version} />
      <RightsTable />
    </div>
  )
}
