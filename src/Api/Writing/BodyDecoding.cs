using JobFlows.Api.Errors;
using JobFlows.Api.Protobuf;
using JobFlows.Api.Routing;
using JobFlows.Api.Schema;

namespace JobFlows.Api.Writing;

/// <summary>Reads and decodes request bodies, and passes on the warnings.</summary>
internal static class BodyDecoding
{
    public static async Task<Result<object>> ReadAsync(ApiServices services, ApiRequest request, DecodeTarget target, FieldValidation validation)
    {
        return (await RequestBody.ReadAsync(request.Http.Request, services.Options.MaxBodyBytes, request.Aborted)).Try(out var body, out var error)
            ? Decode(request, body, target, validation)
            : error;
    }

    /// <summary>Decodes a body of any form.</summary>
    public static Result<object> Decode(ApiRequest request, ReadOnlyMemory<byte> body, DecodeTarget target, FieldValidation validation)
    {
        var type = request.Http.Request.ContentType;
        if (ObjectDecoder.MediaType(type) == ProtobufJson.MediaType)
        {
            if (!ProtobufJson.Convert(body.Span).Try(out var json, out var error))
            {
                return error;
            }

            // A compiled client knows fields that we don't; nobody has misspelt them.
            (body, type, validation) = (json, null, FieldValidation.Ignore);
        }

        switch (ObjectDecoder.Decode(body, type, target, validation))
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
