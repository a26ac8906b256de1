import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const TERMINALS_EVENTS = {
  'terminal-code-made': both(
    '工作人员生成了注册自助机的一次性码。',
    'Staff made a one-time code that a terminal is enrolled with.',
  ),
  'terminal-enrolled': both('一次性码和一把密钥注册成了一台自助机。', 'A one-time code and a key became a terminal.'),
  'terminal-active': both('自助机重新获准接入。', 'A terminal was let in again.'),
  'terminal-suspended': both('自助机被暂停接入。', 'A terminal was shut out.'),
  'terminal-quarantined': both(
    '自助机的密钥在两处使用，已被隔离。',
    'The key of a terminal was in use at two places; it was shut out.',
  ),
  'terminal-key-asked': both('已要求自助机换新密钥。', 'A terminal was asked for a new key.'),
  'terminal-key-changed': both('自助机换用了新密钥。', 'A terminal has put a new key in the place of its own.'),
  'terminal-retired': both('自助机被永久停用。', 'A terminal was shut out for good.'),
  'terminal-renamed': both('自助机改了名称或位置。', 'A terminal was given another name or place.'),
  'terminal-taken-out': both(
    '工作人员停用了自助机，来访者会看到理由。',
    'Staff took a terminal out of service, with a reason that visitors read.',
  ),
  'terminal-brought-back': both('工作人员恢复了自助机的服务。', 'Staff brought a terminal back into service.'),
  'terminal-moved': both('自助机改到另一站点。', 'A terminal was put at another site.'),
  'site-added': both('新增了一个站点。', 'A site was added.'),
  'site-changed': both('站点改了名称或在列表中的次序。', 'A site was given other names, or another place in the list.'),
} as const satisfies AuditEvents

export const audit = auditTrail(TERMINALS_EVENTS)
