import type { ExampleSite } from '../ground/config/example.ts'
import type { PathAt } from '../ground/config/sections.ts'
import { plan } from '../ground/room.ts'
import { MAIL_EVENTS } from './mail-audit.ts'
import { MAIL_COMMANDS } from './mail-commands.ts'
import { mailSchema, smsSchema } from './mail-config.ts'
import { MAIL_RETENTION } from './mail-retention.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { STOPPED } from './migrations/stopped.ts'

const config = (at: PathAt) => ({
  /** Null: no letters. */
  mail: mailSchema(at).default(null),
  /** Null: no texts. */
  sms: smsSchema(at).default(null),
})

const section = (name: string, yaml: string | undefined) => (yaml === undefined ? `${name}: null` : `${name}:\n${yaml}`)

const example = ({ mail, sms }: ExampleSite) => `
# The relay that takes letters: links and files that are sent by mail. null: none are sent, and what needs them says so.
#   tls: implicit (from the first byte) or starttls (which the relay must offer). none is for a relay on this machine alone.
#   returnPath: where letters that cannot be delivered come back to; {token} is another word for each letter.
# mail:
#   host: smtp.example.edu.cn
#   port: 465
#   tls: implicit
#   user: noreply@example.edu.cn
#   passwordFile: mail-password.txt
#   from: { name: 示范大学, address: noreply@example.edu.cn }
#   replyTo: null
#   returnPath: "bounces+{token}@example.edu.cn"
#   ratePerMinute: 60
${section('mail', mail)}

# The gateway that takes texts to Chinese mobile numbers, asked by HTTP with JSON. null: none are sent.
# sms:
#   url: https://sms.example.edu.cn/send
#   body: { mobile: "{phone}", content: "{text}", id: "{id}" }
#   secretHeader: { name: Authorization, file: sms-secret.txt }
#   success: { status: [200], field: code, is: ["0"] }
#   ratePerMinute: 60
${section('sms', sms)}
`

/** Letters and texts to people: an outbox in the database, and what takes them from there. */
export const MAIL = plan({
  name: 'mail',
  config,
  example,
  migrations: [FIRST_TABLES, STOPPED],
  tables: ['message'],
  audit: MAIL_EVENTS,
  commands: MAIL_COMMANDS,
  personal: {
    rows: [],
    keptBack: {
      message: {
        because:
          'What stands in it is sealed and goes in thirty days; letters of a person stand in the rooms that had them sent.',
        erasure: 'goes',
      },
    },
  },
  retention: MAIL_RETENTION,
})
