/** Names between two underscores on either side that languages and tools give a meaning to. */
export const specialNames = [
  ...'init main name file all doc dict slots class new del repr str bytes format hash bool call len'.split(
    ' ',
  ),
  ...'iter next contains enter exit aenter aexit await aiter anext get set delete getattr setattr'.split(
    ' ',
  ),
  ...'delattr getattribute getitem setitem delitem missing reversed copy deepcopy reduce eq ne lt le'.split(
    ' ',
  ),
  ...'gt ge [ri]?(?:add|sub|mul|matmul|truediv|floordiv|mod|pow|lshift|rshift|and|or|xor) divmod neg'.split(
    ' ',
  ),
  ...'pos abs invert int float complex index round trunc floor ceil module qualname bases mro'.split(
    ' ',
  ),
  ...'subclasses annotations builtins? import path package spec loader version author future debug'.split(
    ' ',
  ),
  ...'pycache proto typename dirname filename tests? mocks? snapshots? fixtures? wrapped self func'.split(
    ' ',
  ),
  ...'FILE LINE DATE TIME COUNTER FUNCTION CLASS DIR METHOD NAMESPACE'.split(' '),
].join('|');
