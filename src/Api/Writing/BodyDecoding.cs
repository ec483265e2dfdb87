using JobFlows.Api.Errors;
using JobFlows.Api.Routing;
using JobFlows.Api.Schema;

namespace JobFlows.Api.Writing;

/// <summary>Reads and decodes request bodies, and passes on the warnings.</summary>
internal static class BodyDecoding
{
    public static async Task<Result<object>> ReadAsync(ApiServices services, ApiRequest request, DecodeTarget target, FieldValidation validation)
    {
        if (!(await RequestBody.ReadAsync(request.Http.Request, services.Options.MaxBodyBytes, request.Aborted)).Try(out var body, out var error))
        {
            return error;
        }

        switch (ObjectDecoder.Decode(body, request.Http.Request.ContentType, target, validation))
        {
            case DecodeResult.Decoded decoded:
                request.Warn(decoded.Warnings);
                return new Result<object>(decoded.Value);
            case DecodeResult.Refused refused:
                return refused.Status;
            case var other:
                throw new NotSupportedException(other.ToString());
        }
    }
}
