package tributary.plugin.s3;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * One page of a listing.
 *
 * @param items the objects
 * @param folders the prefixes of further levels; each ends in a slash
 * @param next the mark of the next page, where there is one
 */
record S3Page(List<S3Item> items, List<String> folders, Optional<String> next) {
  static S3Page of(ListObjectsV2Response page) {
    return new S3Page(
        page.contents().stream()
            .map(object -> new S3Item(object.key(), object.eTag(), object.size()))
            .toList(),
        page.commonPrefixes().stream().map(CommonPrefix::prefix).toList(),
        Boolean.TRUE.equals(page.isTruncated())
            ? Optional.ofNullable(page.nextContinuationToken())
            : Optional.empty());
  }
}
