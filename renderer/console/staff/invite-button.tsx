import { Form, Input } from 'antd'
import { useId, useState } from 'react'
import { STAFF_ROUTES } from '../../../src/contract/staff-api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { useServer } from '../shell/console-context.ts'
import { HandOver } from './hand-over.tsx'
import { PostFields, type TypedPost } from './post-fields.tsx'
import { sitesOf } from './post-words.ts'
import { useStaffWords } from './words.ts'

/** Makes a code for somebody new. */
export function InviteButton({ onDone }: { readonly onDone: () => void }) {
  const t = useStaffWords()
  const server = useServer(STAFF_ROUTES)
  const id = useId()
  const [name, setName] = useState('')
  const [post, setPost] = useState<TypedPost>({ role: 'operator', sites: '*' })
  const sites = sitesOf(post.sites)
  const fields = (
    <>
      <Form layout="vertical" component="div">
        <Form.Item label={t('name')} htmlFor={id} required>
          <Input
            id={id}
            autoComplete="off"
            maxLength={60}
            value={name}
            onChange={event => setName(event.target.value)}
          />
        </Form.Item>
      </Form>
      <PostFields post={post} onChange={setPost} />
    </>
  )
  return (
    <ActButton<{ code: string; expiresAt: string }>
      isPrimary
      label={t('invite.label')}
      will={<p>{t('invite.will')}</p>}
      fields={fields}
      isReady={name.trim() !== '' && sites !== null}
      act={() => server.inviteStaff({ name, role: post.role, sites: sites ?? [] })}
      did={made => <HandOver {...made} />}
      onDone={() => {
        setName('')
        onDone()
      }}
    />
  )
}
