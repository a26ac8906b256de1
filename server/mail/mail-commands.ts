import { both } from '../../src/contract/texts.ts'
import type { CommandOption, CommandTable } from '../ground/commands/command.ts'

const ID = both('ID 是信件或短信的编号：list 里有。', 'ID is the letter’s or the text’s, as list shows it.')
const json = {
  kind: 'flag',
  what: both('输出 JSON，供程序使用', 'as JSON, for programs'),
} as const satisfies CommandOption

export const MAIL_COMMANDS = {
  list: {
    what: both(
      '列出还没有发出、被退回或已放弃的信件和短信，最新的在前',
      'lists letters and texts that are not sent, came back or were given up, the newest first',
    ),
    options: {
      all: { kind: 'flag', what: both('已发出的也列出', 'those that were sent too') },
      to: { kind: 'text', what: both('只列给这个邮箱或手机号的', 'only those to this address or mobile number') },
      after: { kind: 'text', what: both('从这一封之后接着列', 'goes on behind this one') },
      limit: {
        kind: 'text',
        what: both('最多几封；不写为 100，最多 1000', 'how many at most; 100 where nothing is said, 1000 at most'),
      },
      json,
    },
  },
  show: {
    what: both('说明一封信件或一条短信到了哪一步', 'says how far a letter or a text has come'),
    positionals: ['ID'],
    options: { json },
    notes: ID,
  },
  'send-again': {
    what: both('把一封信件或一条短信再发一次', 'has a letter or a text sent once more'),
    positionals: ['ID'],
    options: { json },
    notes: both(
      `${ID.zh}\n信件的 Message-ID 不变：若先前那封其实已送到，多数邮箱只显示一封。\n结束三十天后内容已删除，不能再发。`,
      `${ID.en}\nA letter keeps its Message-ID: where the former one has arrived after all, most mailboxes show one.\nThirty days after its end the content is gone, and nothing is left to be sent.`,
    ),
  },
  test: {
    what: both(
      '立刻经邮件服务器发一封测试信，说明服务器的答复',
      'sends a test letter through the relay at once, and says what that answered',
    ),
    options: {
      to: { kind: 'text', isNeeded: true, what: both('收信的邮箱', 'the address that gets it') },
    },
  },
  bounce: {
    what: both(
      '读入一封退信，把它记到那封信上',
      'reads a letter that came back, and notes it with the one that it is about',
    ),
    options: {
      file: {
        kind: 'file-to-read',
        isNeeded: true,
        what: both(
          '退信的原文（.eml）；写 /dev/stdin 则从标准输入读',
          'its source (.eml); /dev/stdin to read it from there',
        ),
      },
      json,
    },
    notes: both(
      '邮件系统可以把每封退信直接交给这条命令。',
      'A mail system can hand every returned letter to this command.',
    ),
  },
} as const satisfies CommandTable
