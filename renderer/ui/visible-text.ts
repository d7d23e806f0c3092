export { visibleText } from '#shared/model/visible-text';
