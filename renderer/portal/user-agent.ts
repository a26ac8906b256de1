/** Whether the page is open in WeCom, whose members it can tell apart by itself. */
export const isInWeCom = (userAgent: string): boolean => /wxwork/i.test(userAgent)

/** Whether it is the built-in browser of a messenger: those take a file by its address alone, or not at all. */
export const isInMessenger = (userAgent: string): boolean =>
  /MicroMessenger|wxwork|DingTalk|Lark|Feishu|QQ\//i.test(userAgent)
