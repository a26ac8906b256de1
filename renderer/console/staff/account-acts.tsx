import { useState } from 'react'
import { STAFF_ROUTES, type StaffAccount } from '../../../src/contract/staff-api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { useServer } from '../shell/console-context.ts'
import { HandOver } from './hand-over.tsx'
import { PostFields, type TypedPost } from './post-fields.tsx'
import { sitesOf } from './post-words.ts'
import { useStaffWords } from './words.ts'

export interface AccountActsProps {
  readonly account: StaffAccount
  readonly onDone: () => void
}

/** What an administrator may do about somebody else's account. */
export function AccountActs({ account, onDone }: AccountActsProps) {
  const t = useStaffWords()
  const server = useServer(STAFF_ROUTES)
  const { staffId } = account
  return (
    <>
      <ChangeButton key={`${account.role} ${account.sites.join(' ')}`} account={account} onDone={onDone} />
      <ActButton<{ code: string; expiresAt: string }>
        label={t('reset.label')}
        will={<p>{t('reset.will')}</p>}
        act={() => server.resetStaffFactors({ staffId })}
        did={made => <HandOver {...made} />}
        onDone={onDone}
      />
      <ActButton
        isDangerous
        label={t('end.label')}
        will={<p>{t('end.will')}</p>}
        act={() => server.endStaff({ staffId })}
        did={() => t('end.done')}
        onDone={onDone}
      />
    </>
  )
}

function ChangeButton({ account, onDone }: AccountActsProps) {
  const t = useStaffWords()
  const server = useServer(STAFF_ROUTES)
  const { staffId, role, sites } = account
  const [post, setPost] = useState<TypedPost>({ role, sites: sites.join(', ') })
  const wanted = sitesOf(post.sites)
  const isAnother = wanted !== null && (post.role !== role || wanted.join(' ') !== sites.join(' '))
  return (
    <ActButton
      label={t('change.label')}
      will={<p>{t('change.will')}</p>}
      fields={<PostFields post={post} onChange={setPost} />}
      isReady={isAnother}
      act={() => server.changeStaff({ staffId, role: post.role, sites: wanted ?? [], before: { role, sites } })}
      did={() => t('change.done')}
      onDone={onDone}
    />
  )
}
