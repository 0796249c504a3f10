/** What values of nft(8) look like in our rules, as sources of regular expressions without groups that capture. */
export const pattern = {
  /** The name of an interface or how names begin, in the only quotes there are. */
  name: '"[0-9A-Za-z_](?:[0-9A-Za-z._@-]{0,14}|[0-9A-Za-z._@-]{0,13}\\*)"',
  number: '\\d{1,10}',
  mark: '0x[0-9a-f]{1,8}',
  ipv4: '\\d{1,3}(?:\\.\\d{1,3}){3}(?:/\\d{1,2})?',
  ipv6: '[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:/\\d{1,3})?',
} as const;
