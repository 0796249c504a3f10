/**
 * What a field of an operation refers to. Of each sort an owner's territory says what is the owner's:
 *
 * - `netns`: a namespace that is made or deleted; `place`: one that is worked in; `home`: one that is worked in and must be the
 *   owner's own; `birthplace`: one that a link is made in; `destination-netns`: one that a link is moved to;
 *   `table-place`: one that a table is in; `host-place`: none but the host's
 * - `link`: a link that is made or deleted; `moving-link`; `set-link`: one that is set; `device`: one that something is on, `home-device`: in the
 *   owner's own namespace;
 *   `carrier`: one that carries what others gave it; `lower`: one that another is made on; `peer`: the other end of a veth;
 *   `member` and `master`: a member of a bridge or bond, and that
 * - `link-type`, `mark`, `secret`, `address`, `destination` (of a route), `words` (of ip(8)), `parameter` and `parameter-value`
 *   (of the kernel), `table`, `ruleset`
 */
export type Reference =
  | 'netns'
  | 'place'
  | 'home'
  | 'birthplace'
  | 'destination-netns'
  | 'table-place'
  | 'host-place'
  | 'link'
  | 'moving-link'
  | 'set-link'
  | 'device'
  | 'home-device'
  | 'carrier'
  | 'lower'
  | 'peer'
  | 'member'
  | 'master'
  | 'link-type'
  | 'mark'
  | 'secret'
  | 'address'
  | 'destination'
  | 'words'
  | 'parameter'
  | 'parameter-value'
  | 'table'
  | 'ruleset';
