/** Names the file of an empty house: where tests are run many times over, to copy it is several times as quick as to build it. */
export const EMPTY_HOUSE = 'YINZHENG_EMPTY_HOUSE'
