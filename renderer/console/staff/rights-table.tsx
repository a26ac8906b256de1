import { Card } from 'antd'
import { ACCESS, mayDo, ROLES } from '../../../src/rules/staff-roles.ts'
import { useText } from '../shell/language.tsx'
import { PERMISSION_WORDS } from './permission-words.ts'
import { usePostWords } from './post-words.ts'
import { useStaffWords } from './words.ts'

/** Who may do what: the table by which the server decides. */
export function RightsTable() {
  const t = useStaffWords()
  const words = usePostWords()
  const text = useText()
  return (
    <Card title={<h2 className="card-title">{t('rights.title')}</h2>}>
      <p>{t('rights.lead')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard. */}
      <section className="rights" aria-label={t('rights.title')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('rights.permission')}</th>
              <th scope="col">{t('rights.about')}</th>
              {ROLES.map(role => (
                <th key={role} scope="col">
                  {words.role(role)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Object.entries(ACCESS).map(([permission, { about }]) => (
              <tr key={permission}>
                <th scope="row">
                  {text(PERMISSION_WORDS[permission] ?? { zh: permission, en: permission })}
                  <br />
                  <code className="soft">{permission}</code>
                </th>
                <td>{t(`rights.abouts.${about}`)}</td>
                {ROLES.map(role => (
                  <td key={role}>{t(mayDo(role, permission) ? 'rights.yes' : 'rights.no')}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  )
}
