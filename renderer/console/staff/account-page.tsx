import { Alert, Card } from 'antd'
import { STAFF_ROUTES, type StaffAccount } from '../../../src/contract/staff-api.ts'
import type { PageProps } from '../page-props.ts'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { StateTag, Time } from '../parts/values.tsx'
import { useConsole, useMay, useServer } from '../shell/console-context.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { AccountActs } from './account-acts.tsx'
import { AccountSessions } from './account-sessions.tsx'
import { usePostWords } from './post-words.ts'
import { useStaffWords } from './words.ts'

/** One account: what it is, where it is logged in, and what an administrator may do about it. */
export function AccountPage({ params: { staffId = '' } }: PageProps) {
  const t = useStaffWords()
  const server = useServer(STAFF_ROUTES)
  const answer = useAnswer(() => server.staffAccounts({}), staffId)
  return (
    <div className="stack">
      <PlaceLink to="staff">{t('back')}</PlaceLink>
      {answer.value === null && <PageHead title={t('title')} />}
      <Answered answer={answer}>
        {({ accounts }) => {
          const account = accounts.find(one => one.staffId === staffId)
          if (!account) return <PageHead title={t('title')} lead={t('gone')} />
          return <Account account={account} onDone={() => void answer.again()} />
        }}
      </Answered>
    </div>
  )
}

function Account({ account, onDone }: { readonly account: StaffAccount; readonly onDone: () => void }) {
  const t = useStaffWords()
  const words = usePostWords()
  const may = useMay()
  const isSelf = useConsole().start.staffId === account.staffId
  const mayAct = may('staff.manage') && !isSelf && account.state === 'active'
  return (
    <>
      <PageHead title={account.name} acts={mayAct && <AccountActs account={account} onDone={onDone} />} />
      {isSelf && <Alert type="info" showIcon title={t('you')} />}
      <Card>
        <Facts
          facts={[
            {
              label: t('state'),
              value: (
                <StateTag tone={account.state === 'active' ? 'ok' : 'plain'}>{t(`states.${account.state}`)}</StateTag>
              ),
            },
            { label: t('role'), value: words.role(account.role) },
            { label: t('sites'), value: words.sites(account.sites) },
            { label: t('proof'), value: t(`proofs.${account.proof}`) },
            { label: t('factors'), value: account.factors },
            { label: t('made'), value: <Time iso={account.madeAt} /> },
            { label: t('seen'), value: account.seenAt === null ? t('never') : <Time iso={account.seenAt} /> },
          ]}
        />
      </Card>
      {account.state === 'active' && <AccountSessions account={account} mayEnd={mayAct} onDone={onDone} />}
    </>
  )
}
