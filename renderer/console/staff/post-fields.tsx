import { Form, Input, Select } from 'antd'
import { useId } from 'react'
import { ROLES, type Role } from '../../../src/rules/staff-roles.ts'
import { sitesOf, usePostWords } from './post-words.ts'
import { useStaffWords } from './words.ts'

/** A role and sites as they are typed. */
export interface TypedPost {
  readonly role: Role
  readonly sites: string
}

/** Fields for a role and its sites. */
export function PostFields({
  post,
  onChange,
}: {
  readonly post: TypedPost
  readonly onChange: (post: TypedPost) => void
}) {
  const t = useStaffWords()
  const words = usePostWords()
  const id = useId()
  const isWrong = sitesOf(post.sites) === null
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t('role')} htmlFor={`${id}-role`}>
        <Select<Role>
          id={`${id}-role`}
          value={post.role}
          onChange={role => onChange({ ...post, role })}
          options={ROLES.map(role => ({ value: role, label: words.role(role) }))}
        />
      </Form.Item>
      <Form.Item
        label={t('sites')}
        htmlFor={`${id}-sites`}
        extra={t('sitesHint')}
        {...(isWrong && { validateStatus: 'error' as const, help: t('sitesWrong') })}
      >
        <Input
          id={`${id}-sites`}
          autoComplete="off"
          maxLength={400}
          value={post.sites}
          onChange={event => onChange({ ...post, sites: event.target.value })}
        />
      </Form.Item>
    </Form>
  )
}
