/** Every text in Chinese, a file an area. */
import bar from './bar.json';
import checklist from './checklist.json';
import crash from './crash.json';
import exit from './exit.json';
import explain from './explain.json';
import hidden from './hidden.json';
import inspector from './inspector.json';
import legend from './legend.json';
import news from './news.json';
import processGraph from './processGraph.json';
import query from './query.json';
import role from './role.json';
import run from './run.json';
import sentence from './sentence.json';
import source from './source.json';
import state from './state.json';
import tree from './tree.json';

export const zh = {
  bar,
  checklist,
  crash,
  exit,
  explain,
  hidden,
  inspector,
  legend,
  news,
  processGraph,
  query,
  role,
  run,
  sentence,
  source,
  state,
  tree,
};
