/** Every text in English, a file an area. */
import about from './about.json';
import actions from './actions.json';
import bar from './bar.json';
import checklist from './checklist.json';
import compare from './compare.json';
import crash from './crash.json';
import depth from './depth.json';
import exit from './exit.json';
import explain from './explain.json';
import hidden from './hidden.json';
import hover from './hover.json';
import inspector from './inspector.json';
import lab from './lab.json';
import leftovers from './leftovers.json';
import legend from './legend.json';
import limit from './limit.json';
import news from './news.json';
import outputs from './outputs.json';
import palette from './palette.json';
import predict from './predict.json';
import processGraph from './processGraph.json';
import query from './query.json';
import recordings from './recordings.json';
import role from './role.json';
import sentence from './sentence.json';
import settings from './settings.json';
import signal from './signal.json';
import source from './source.json';
import state from './state.json';
import table from './table.json';
import timeline from './timeline.json';
import toast from './toast.json';
import tree from './tree.json';
import unlock from './unlock.json';

export const en = {
  about,
  actions,
  bar,
  checklist,
  compare,
  crash,
  depth,
  exit,
  explain,
  hidden,
  hover,
  inspector,
  lab,
  leftovers,
  legend,
  limit,
  news,
  outputs,
  palette,
  predict,
  processGraph,
  query,
  recordings,
  role,

  sentence,
  signal,
  settings,
  source,
  state,
  table,
  timeline,
  toast,
  tree,
  unlock,
};
